using Baton.Texts.Clearances;

namespace Baton.Tests.Handoffs.Clearances;

/// <summary>A field that a team declares sensitive is masked in every form of a tool's result, or the result is withheld.</summary>
public sealed class ResultFormsTests(ITestOutputHelper output)
{
    // Nothing in its form says that it is sensitive: only the field's name does.
    private const string Value = "Q7Z-KIWI mango";

    private static readonly Masking Masking = new(new ClearancePolicy { Fields = [new SensitiveField("passport_number")] });

    public static TheoryData<string> Forms => new(ResultForms.All.Keys);

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_declared_field_is_masked_in_every_form_of_a_result(string form)
    {
        foreach (var write in ResultForms.Names)
        {
            var result = ResultForms.All[form](write("passport_number"), Value);

            var masked = Masking.ApplyToResult(result, Clearance.Normal);

            Assert.False(
                PlantedSecrets.Shows(masked, "Q7Z") || PlantedSecrets.Shows(masked, "KIWI") || PlantedSecrets.Shows(masked, "mango"),
                $"{result}\n--->\n{masked}"
            );
            Assert.Equal(masked, Masking.ApplyToResult(masked, Clearance.Normal));
            Assert.Same(result, Masking.ApplyToResult(result, Clearance.Sensitive));
        }
    }

    [Fact]
    public void The_forms_that_leak_a_declared_field_are_none()
    {
        var leaks = ResultForms
            .All.Where(form => PlantedSecrets.Shows(Masking.ApplyToResult(form.Value("passport_number", Value), Clearance.Normal), "KIWI"))
            .Select(form => form.Key)
            .ToList();
        output.WriteLine($"{leaks.Count} of {ResultForms.All.Count} forms leak: {string.Join(", ", leaks)}");

        Assert.Empty(leaks);
    }

    [Fact]
    public void A_secret_of_any_kind_is_hidden_in_every_encoding()
    {
        var leaks = new List<string>();
        for (var kind = 0; kind < PlantedSecrets.All.Count; kind++)
        {
            foreach (var (name, encode) in PlantedSecrets.Encodings)
            {
                var masked = Masking.ApplyToResult(encode(PlantedSecrets.All[kind].Text), Clearance.Normal);
                if (PlantedSecrets.Shows(PlantedSecrets.Decoded(masked), PlantedSecrets.All[kind].Secret))
                    leaks.Add($"{PlantedSecrets.All[kind].Kind} as {name}: {masked}");
            }
        }

        output.WriteLine($"{leaks.Count} of {PlantedSecrets.All.Count * PlantedSecrets.Encodings.Count} leak:\n{string.Join("\n", leaks)}");

        Assert.Empty(leaks);
    }
}
