using Baton.Journals.Constraints;
using Baton.Teams.Confidences;
using Baton.Teams.Deliveries;
using Baton.Teams.Histories;
using Baton.Teams.SharedStates;
using Baton.Teams.Triage;
using Baton.Texts.Clearances;

namespace Baton.TeamFiles.Drafts;

/// <summary>Stands for a tool that could not be read, so that agents may name it without a second problem.</summary>
internal sealed record RefusedDraft : ToolDraft;
