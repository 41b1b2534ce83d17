using Baton.States.Issues;
using CsCheck;

namespace Baton.Tests.Issues;

public sealed class LedgerTests
{
    [Fact]
    public void Issues_that_end_and_are_reopened_in_any_order_stay_in_the_order_in_which_they_were_raised() =>
        Gen.Select(Gen.Int[0, 12], Gen.Bool)
            .List[1, 60]
            .Sample(changes =>
            {
                var ledger = Ledger.Empty;
                var expected = new List<Issue>();
                foreach (var (place, ends) in changes)
                {
                    var status = ends ? IssueStatus.Resolved : IssueStatus.InProgress;
                    var issue =
                        place < expected.Count
                            ? expected[place] with
                            {
                                Status = status,
                            }
                            : new Issue
                            {
                                Id = ledger.NextId,
                                Title = $"issue {expected.Count}",
                                Owner = "billing",
                                Status = status,
                            };
                    ledger = ledger.With(issue);
                    if (place < expected.Count)
                        expected[place] = issue;
                    else
                        expected.Add(issue);

                    Assert.Equal(expected, ledger.All);
                    Assert.Equal(expected.Count, ledger.Count);
                    Assert.Equal(expected.Where(known => !known.IsEnded), ledger.Unended);
                    Assert.All(expected, known => Assert.Same(known, ledger.Find(known.Id)));
                    Assert.Null(ledger.Find(ledger.NextId));
                }
            });
}
