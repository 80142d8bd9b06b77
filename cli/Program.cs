return (int)await Pipeline.Cli.Verbs.RunAsync(args);
