using Baton.Oracle.Records;
using Baton.Oracle.Worlds;

namespace Baton.Oracle.Rules;

/// <summary>A group of rules that belong together. It sees everything that happens, in order, and reports what breaks them.</summary>
internal abstract class Rule(World world)
{
    protected World World => world;

    /// <summary>Sees an entry that has become durable, before it changes the conversation.</summary>
    public virtual void Before(Conversation conversation, Entry entry) { }

    /// <summary>Sees an entry after it has changed the conversation.</summary>
    public virtual void After(Conversation conversation, Entry entry) { }

    /// <summary>Sees what happens. Of an append it sees the whole after its entries.</summary>
    public virtual void See(Happening happening) { }

    /// <summary>Sees the end of the record.</summary>
    public virtual void Finish() { }
}
