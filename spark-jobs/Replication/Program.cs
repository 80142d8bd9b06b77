using Pipeline.Replication;

return (int)await ReplicationProgram.RunAsync(args);
