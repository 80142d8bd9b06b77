using Pipeline.Generation;

return (int)await ShopGenerator.RunAsync(args);
