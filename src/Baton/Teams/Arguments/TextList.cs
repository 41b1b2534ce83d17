namespace Baton.Teams.Arguments;

/// <summary>What a list of texts holds. It decides where one text becomes several.</summary>
internal enum TextList
{
    /// <summary>Sentences: a text stays one.</summary>
    Prose,

    /// <summary>Titles or numbers of issues: lines and semicolons separate them, and commas only numbers.</summary>
    Titles,

    /// <summary>Names without commas: commas separate them too.</summary>
    Names,
}
