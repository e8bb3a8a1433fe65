using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;

namespace MiniInit.Core.Tests.Fuzzing;

/// <summary>Tries a property with many texts, and makes the first that breaks it as short as can be.</summary>
internal static class Fuzz
{
    /// <summary>Reads the texts of a file of the corpus: between lines of <c>----</c>, or each line one.</summary>
    public static IReadOnlyList<byte[]> Corpus(string file)
    {
        string text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Corpus", file));
        string[] texts = text.Contains("\n----\n", StringComparison.Ordinal) ? text.Split("\n----\n") : text.Split('\n')[..^1];
        return [.. texts.Select(Encoding.UTF8.GetBytes)];
    }

    /// <summary>Tries so many texts.</summary>
    /// <param name="mutator">Where they come from; its seed is fixed, so a failure comes again.</param>
    /// <param name="count">How many.</param>
    /// <param name="property">Throws where it does not hold.</param>
    public static void Holds(Mutator mutator, int count, Action<byte[]> property)
    {
        for (int i = 0; i < count; i++)
        {
            byte[] text = mutator.Next();
            if (Failure(text, property) is { } failure)
            {
                byte[] least = Shrink(text, some => Failure(some, property)?.GetType() == failure.GetType());
                Assert.Fail($"{Encoding.UTF8.GetString(least)}\n{Convert.ToBase64String(least)}\n{Failure(least, property)}");
            }
        }
    }

    /// <summary>As <see cref="Holds"/>, of texts in characters.</summary>
    public static void HoldsOfText(Mutator mutator, int count, Action<string> property) =>
        Holds(mutator, count, bytes => property(Encoding.UTF8.GetString(bytes)));

    /// <summary>Takes out what need not be there, in ever smaller pieces, until nothing more can go.</summary>
    private static byte[] Shrink(byte[] text, Func<byte[], bool> fails)
    {
        for (int length = text.Length; length > 0; length /= 2)
        {
            for (int at = 0; at + length <= text.Length;)
            {
                byte[] without = [.. text[..at], .. text[(at + length)..]];
                if (fails(without))
                {
                    text = without;
                }
                else
                {
                    at += length;
                }
            }
        }

        return text;
    }

    private static Exception? Failure(byte[] text, Action<byte[]> property)
    {
        try
        {
            property(text);
            return null;
        }
#pragma warning disable CA1031 // Whatever it is: that is the question.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return e;
        }
    }
}
