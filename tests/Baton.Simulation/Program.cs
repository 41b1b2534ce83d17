using Baton.Simulation.Exploring;
using Baton.Simulation.Worlds;

switch (args)
{
    case ["run", .. var rest] when ExplorationOptions.Parse(rest) is { } options:
        return await new Exploration(options, TimeProvider.System).RunAsync(Console.Out);
    case ["show", var name] when WorldVariation.Named(name) is { } world:
        await Task.Run(() => WorldStory.PrintAsync(world, Console.Out));
        return 0;
    case ["shrink", var name] when WorldVariation.Named(name) is { } world:
        return await Exploration.ShrinkAsync(typeof(World).Assembly.Location, world, TimeProvider.System, Console.Out);
    case ["work"]:
        WorldServer.Serve(Console.In, Console.Out);
        return 0;
    default:
        Console.Error.WriteLine($"Usage: baton-sim run {ExplorationOptions.Usage}");
        Console.Error.WriteLine("       baton-sim show SEED       what happens in a world, such as 17 or 17~4");
        Console.Error.WriteLine("       baton-sim shrink SEED     makes a world that breaks a rule smaller, and prints it as a test");
        Console.Error.WriteLine("       baton-sim work            runs the worlds that are named on its input");
        return 2;
}
