using System.Globalization;
using System.Text;
using Baton.Journals;
using Baton.Journals.SharedStates;
using Baton.States;
using Baton.Teams.SharedStates;
using Baton.Texts.Clearances;

namespace Baton.Performing.SharedStates;

/// <summary>Reads values as one agent may see them, all at the same moment.</summary>
internal sealed class StateReader(StateCatalog catalog, IJournal journal, ConversationState state, Clearance clearance)
{
    public async ValueTask<StateReading> ReadAsync(IReadOnlyList<DeclaredKey> keys, CancellationToken cancellationToken)
    {
        var shared = keys.Select(key => catalog.PlaceOf(key.Key, state.Customer)).OfType<StatePlace>().ToList();
        var values = shared.Count == 0 ? [] : await journal.ReadStateAsync(shared, cancellationToken).ConfigureAwait(false);
        var text = new StringBuilder("{");
        var sensitivity = Clearance.Normal;
        foreach (var key in keys)
        {
            var value = catalog.PlaceOf(key.Key, state.Customer) is { } place ? values[shared.IndexOf(place)] : state.ValueOf(key.Key);
            if (text.Length > 1)
                text.Append(',');
            text.Append(StateToolText.Quoted(key.Name)).Append(CultureInfo.InvariantCulture, $":{{\"revision\":{value.Revision}");
            if (value.Value is { } written)
                text.Append(",\"value\":")
                    .Append(
                        StateToolText.IsShown(key.Key, clearance)
                            ? written.ToString()
                            : StateToolText.Quoted(Masking.Withheld(key.Key.Sensitivity))
                    );
            text.Append('}');
            if (value.Value is not null && StateToolText.IsShown(key.Key, clearance) && key.Key.Sensitivity > sensitivity)
                sensitivity = key.Key.Sensitivity;
        }

        return new StateReading(text.Append('}').ToString(), sensitivity);
    }
}
