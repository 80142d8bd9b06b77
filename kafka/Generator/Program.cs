using Pipeline.Events;

return (int)await EventGenerator.RunAsync(args);
