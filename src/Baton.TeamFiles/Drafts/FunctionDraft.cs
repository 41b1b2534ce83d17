using Baton.Journals.Constraints;
using Baton.Teams.Confidences;
using Baton.Teams.Deliveries;
using Baton.Teams.Histories;
using Baton.Teams.SharedStates;
using Baton.Teams.Triage;
using Baton.Texts.Clearances;

namespace Baton.TeamFiles.Drafts;

internal sealed record FunctionDraft : ToolDraft
{
    public required Word Function { get; init; }
}
