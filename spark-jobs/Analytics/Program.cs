using Pipeline.Analytics;

return (int)await AnalyticsProgram.RunAsync(args);
