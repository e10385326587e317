using Streaming.MediaNode.Hosting;

var builder = WebApplication.CreateBuilder(args);
builder.AddMediaNode();
var app = builder.Build();
app.MapMediaNode();
await app.RunAsync();
