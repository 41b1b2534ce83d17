using System.Diagnostics;

namespace Baton.Bench.Mutations;

/// <summary>
/// A copy of the clone with all mutations in it, built once. The variable <see cref="Variable"/> of a process chooses the one that is on in
/// it.
/// </summary>
internal sealed class MutatedCopy(string folder)
{
    public const string Variable = "BATON_MUTANT";

    private const string Simulator = "tests/Baton.Simulation";
    private const string SwitchFile = "src/Baton.Texts/Mutant.cs";

    // In the lowest project, so that every other one can ask it.
    private const string Switch = $$"""
        namespace Baton;

        public static class Mutant
        {
            private static readonly string? Chosen = Environment.GetEnvironmentVariable("{{Variable}}");
            private static long reached;

            static Mutant()
            {
                if (Chosen is not null)
                    AppDomain.CurrentDomain.ProcessExit += (_, _) => Console.Error.WriteLine($"{{Verdict.ReachedWord}}{reached} times");
            }

            public static bool Is(string name)
            {
                if (Chosen != name)
                    return false;
                Interlocked.Increment(ref reached);
                return true;
            }
        }

        """;

    /// <summary>The assembly of the simulator.</summary>
    public string Assembly => Path.Combine(folder, Simulator, "bin/Release/net10.0/Baton.Simulation.dll");

    /// <summary>Copies what the simulator is built from.</summary>
    /// <param name="root">The clone.</param>
    public void TakeFrom(string root)
    {
        foreach (var file in Directory.EnumerateFiles(root))
            Copy(root, file);
        foreach (var part in new[] { "src", "tests" })
        {
            var files = Directory
                .EnumerateFiles(Path.Combine(root, part), "*", SearchOption.AllDirectories)
                .Where(file => !Path.GetRelativePath(root, file).Split(Path.DirectorySeparatorChar).Any(name => name is "bin" or "obj"));
            foreach (var file in files)
                Copy(root, file);
        }
    }

    /// <summary>Puts mutations into the source, all of them off.</summary>
    /// <exception cref="MutationException">One does not fit the source.</exception>
    public void Apply(IEnumerable<Mutation> mutations)
    {
        File.WriteAllText(Path.Combine(folder, SwitchFile), Switch);
        foreach (var mutation in mutations)
        {
            var path = Path.Combine(folder, mutation.File);
            if (!File.Exists(path))
                throw new MutationException(
                    $"{mutation.Name}: there is no {mutation.File}. The product has changed here: adapt the mutation."
                );
            File.WriteAllText(path, mutation.In(File.ReadAllText(path)));
        }
    }

    /// <summary>Builds the simulator.</summary>
    /// <exception cref="MutationException">It cannot be built.</exception>
    public async Task BuildAsync()
    {
        var start = new ProcessStartInfo(
            "dotnet",
            [
                "build",
                Path.Combine(folder, Simulator, "Baton.Simulation.csproj"),
                "--configuration",
                "Release",
                "--nologo",
                "--verbosity",
                "quiet",
                // A mutation need not be good style.
                "-p:RunAnalyzers=false",
                "-p:EnforceCodeStyleInBuild=false",
                "-p:GenerateDocumentationFile=false",
                "-p:TreatWarningsAsErrors=false",
            ]
        )
        {
            RedirectStandardOutput = true,
            WorkingDirectory = folder,
        };
        using var build = Process.Start(start)!;
        var output = await build.StandardOutput.ReadToEndAsync();
        await build.WaitForExitAsync();
        if (build.ExitCode != 0 || !File.Exists(Assembly))
            throw new MutationException($"The mutated product cannot be built:\n{output}");
    }

    private void Copy(string root, string file)
    {
        var target = Path.Combine(folder, Path.GetRelativePath(root, file));
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Copy(file, target);
    }
}
