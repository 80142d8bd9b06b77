using Pipeline.Integration.Tests.Servers;
using Pipeline.Integration.Tests.Spark;

[assembly: AssemblyFixture(typeof(TestServers))]
[assembly: AssemblyFixture(typeof(TestSpark))]
