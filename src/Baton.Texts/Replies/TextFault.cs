namespace Baton.Texts.Replies;

/// <summary>Why a text of a model is not for customers.</summary>
public enum TextFault
{
    /// <summary>Nothing is wrong with it.</summary>
    None,

    /// <summary>It has a tool call written as text.</summary>
    WrittenCall,

    /// <summary>All of it is data, such as a tool's result.</summary>
    Data,
}
