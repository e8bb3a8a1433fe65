namespace MiniInit.Config.Forms;

/// <summary>Which plain numbers stand for the text of the same digits.</summary>
internal enum Numbers
{
    /// <summary>None.</summary>
    None,

    /// <summary>Integers.</summary>
    Integers,

    /// <summary>Integers and floats.</summary>
    All,
}
