namespace MiniInit.Core.Values;

/// <summary>
/// Finds what never runs, or runs in the background, once <c>exec</c> stands before a shell command. A reader of
/// quotes, parentheses and comments, not of the shell's whole grammar: hence a doubt and no error.
/// </summary>
internal static class ShellDoubt
{
    public static TextError? Find(string text, int start)
    {
        char quote = '\0';
        int depth = 0;
        for (int at = start; at < text.Length; at++)
        {
            char c = text[at];
            if (c == '\\' && quote != '\'')
            {
                at++;
            }
            else if (quote != '\0')
            {
                quote = c == quote ? '\0' : quote;
            }
            else if (c is '\'' or '"' or '`')
            {
                quote = c;
            }
            else if (c is '(' or ')')
            {
                depth += c == '(' ? 1 : -1;
            }
            else if (c == '#' && (at == start || text[at - 1] is ' ' or '\t' or '\n'))
            {
                // A comment ends with its line; the end of the line is looked at in turn.
                int end = text.IndexOf('\n', at);
                at = end < 0 ? text.Length : end - 1;
            }
            else if (depth <= 0 && c is ';' or '&' or '|' or '\n' && At(text, at) is TextError doubt)
            {
                return doubt;
            }
        }

        return null;
    }

    private static TextError? At(string text, int at)
    {
        const string NeverRuns = "does not run, since \"exec\" gives the shell's place to the first command";
        char c = text[at];
        char next = at + 1 < text.Length ? text[at + 1] : '\0';
        bool isRedirection = c == '&' && at > 0 && text[at - 1] is '>' or '<';
        bool followed = HasMore(text, at + 1);
        return c switch
        {
            '&' or '|' when next == c => Doubt(at, 2, $"what follows \"{c}{c}\" {NeverRuns}"),
            '&' when !isRedirection =>
                Doubt(at, 1, "\"&\" puts the program in the background, and the job ends at once"),
            ';' when followed => Doubt(at, 1, $"what follows \";\" {NeverRuns}"),
            '\n' when followed => Doubt(at, 1, $"the next line {NeverRuns}"),
            _ => null,
        };
    }

    private static bool HasMore(string text, int at)
    {
        while (at < text.Length && text[at] is ' ' or '\t' or '\r' or '\n')
        {
            at++;
        }

        return at < text.Length;
    }

    private static TextError Doubt(int offset, int length, string cause) =>
        new(offset, length, $"cannot mean this command: {cause}; use \"script\" for more than one command");
}
