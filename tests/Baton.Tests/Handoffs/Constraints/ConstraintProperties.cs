using Baton.Journals;
using Baton.Journals.Constraints;
using Baton.Teams;
using Baton.Teams.Constraints;
using Baton.Teams.SharedStates;
using Baton.Texts.Clearances;
using CsCheck;

namespace Baton.Tests.Handoffs.Constraints;

/// <summary>Rule 4: constraints only narrow.</summary>
public sealed class ConstraintProperties
{
    private static readonly string[] Names = ["billing.read", "billing.refund", "account.close"];
    private static readonly string[] ToolNames = ["find", "refund", "close"];

    private static readonly Gen<Permission> Permissions = Gen.Select(
        Gen.Int[0, 2].Select(index => Names[index]),
        Gen.Int[0, 3],
        (name, bound) => bound == 0 ? Permission.Parse(name) : Permission.Parse($"{name} <= {bound * 25}")
    );

    private static readonly Gen<Constraint> Constraints = Gen.Select(
        Gen.Int[0, 5],
        Gen.Int[0, 5],
        Gen.Bool,
        Permissions.List[0, 4],
        Gen.Bool,
        Gen.Int[0, 2].Select(index => ToolNames[index]).List[0, 3],
        Gen.Int[0, 3],
        (day, turn, hasPermissions, permissions, hasTools, tools, clearance) =>
            new Constraint
            {
                Deadline = day == 0 ? null : DateTimeOffset.UnixEpoch.AddDays(day),
                LastTurn = turn == 0 ? null : turn,
                Permissions = hasPermissions ? permissions : null,
                Tools = hasTools ? tools : null,
                Clearance = clearance == 0 ? null : (Clearance)(clearance - 1),
            }
    );

    [Fact]
    public void Over_any_chain_of_handoffs_nothing_is_allowed_that_one_of_them_forbade() =>
        Gen.Select(Constraints.List[1, 6], Permissions.List[0, 5], Gen.Int[0, 100])
            .Sample(
                (chain, grants, amount) =>
                {
                    var together = chain.Aggregate(Constraint.None, (sum, next) => sum.And(next));
                    foreach (var one in chain)
                    {
                        Assert.True(one.Deadline is null || together.Deadline <= one.Deadline);
                        Assert.True(one.LastTurn is null || together.LastTurn <= one.LastTurn);
                        Assert.True(one.Clearance is null || together.Clearance <= one.Clearance);
                        Assert.True(together.IsNone == chain.TrueForAll(link => link.IsNone));
                        foreach (var tool in Tools())
                        {
                            var arguments = JsonText.Parse($$"""{"amount":{{amount}}}""");
                            var isAllowed = new Access(grants, together).Refusal(tool, arguments) is null;
                            Assert.False(isAllowed && new Access(grants, one).Refusal(tool, arguments) is not null);
                            Assert.True(!new Access(grants, together).CanUse(tool) || new Access(grants, one).CanUse(tool));
                            Assert.False(isAllowed && new Access(grants, Constraint.None).Refusal(tool, arguments) is not null);
                        }
                    }
                }
            );

    [Fact]
    public void Over_any_chain_of_handoffs_a_reader_sees_no_more_than_its_own_clearance_and_each_of_them_allows() =>
        Gen.Select(Constraints.List[0, 6], Gen.Int[0, 2])
            .Sample(
                (chain, own) =>
                {
                    var member = new TeamMember(
                        new Agent { Name = "a", Clearance = (Clearance)own },
                        Masking.Default,
                        StateCatalog.Of("t", [], [], [])!
                    );
                    var sees = member.AccessWithin(chain.Aggregate(Constraint.None, (sum, next) => sum.And(next))).Clearance;

                    Assert.Equal(chain.Select(one => one.Clearance ?? Clearance.Secret).Append((Clearance)own).Min(), sees);
                }
            );

    [Fact]
    public void The_order_of_a_chain_does_not_matter_and_repeating_it_changes_nothing() =>
        Gen.Select(Constraints, Constraints, Constraints)
            .Sample(
                (first, second, third) =>
                {
                    var together = first.And(second).And(third);
                    Assert.Equal(together, third.And(first.And(second)));
                    Assert.Equal(together, together.And(together).And(second));
                }
            );

    private static IEnumerable<Tool> Tools()
    {
        foreach (var tool in ToolNames)
        {
            foreach (var permission in Names)
                yield return Tool.Create((decimal amount) => amount, tool, needs: permission, argument: "amount");
        }
    }
}
