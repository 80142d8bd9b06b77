using Pipeline.Integration.Tests.Servers;

[assembly: AssemblyFixture(typeof(TestServers))]
