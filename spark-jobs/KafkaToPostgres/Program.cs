using Pipeline.KafkaToPostgres;

return (int)await KafkaToPostgresProgram.RunAsync(args);
