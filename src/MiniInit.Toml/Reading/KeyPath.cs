using System;
using System.Text;

namespace MiniInit.Toml.Reading;

/// <summary>The parts of the key that was read last, with their places.</summary>
internal sealed class KeyPath
{
    private string[] _names = new string[4];
    private Place[] _places = new Place[4];

    public int Count { get; private set; }

    public string Name(int part) => _names[part];

    public Place Place(int part) => _places[part];

    /// <summary>The place of the whole key.</summary>
    public Place Whole => _places[0] with { End = _places[Count - 1].End };

    public void Clear() => Count = 0;

    public void Add(string name, Place place)
    {
        if (Count == _names.Length)
        {
            Array.Resize(ref _names, Count * 2);
            Array.Resize(ref _places, Count * 2);
        }

        _names[Count] = name;
        _places[Count++] = place;
    }

    /// <summary>Gives the first parts as one quoted name for a message.</summary>
    public string Describe(int parts)
    {
        StringBuilder name = new();
        for (int i = 0; i < parts && name.Length <= TomlLimits.MaximumQuoted; i++)
        {
            name.Append(i == 0 ? "" : ".").Append(_names[i]);
        }

        return Quote.Text(name.ToString());
    }
}
