using System;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace MiniInit.Toml.Writing;

/// <summary>Writes values.</summary>
internal static class ValuePrinter
{
    private const int Indent = 4;

    /// <summary>Appends a value on one line.</summary>
    public static void Append(StringBuilder output, TomlValue value)
    {
        switch (value)
        {
            case TomlString text:
                StringPrinter.Append(output, text.Value);
                break;
            case TomlInteger integer:
                output.Append(integer.Value);
                break;
            case TomlFloat number:
                output.Append(Float(number.Value));
                break;
            case TomlBoolean boolean:
                output.Append(boolean.Value ? "true" : "false");
                break;
            case TomlOffsetDateTime instant:
                output.Append($"{instant.Date}T{instant.Time}{Offset(instant.OffsetMinutes)}");
                break;
            case TomlLocalDateTime local:
                output.Append($"{local.Date}T{local.Time}");
                break;
            case TomlLocalDate date:
                output.Append(date.Value);
                break;
            case TomlLocalTime time:
                output.Append(time.Value);
                break;
            case TomlArray array:
                AppendArray(output, array);
                break;
            case TomlTable table:
                AppendInline(output, table);
                break;
            default:
                throw new UnreachableException();
        }
    }

    /// <summary>Appends a value, over several lines if it is a string of several lines or a long array.</summary>
    public static void AppendLines(StringBuilder output, TomlValue value) => AppendLines(output, value, 0);

    private static void AppendLines(StringBuilder output, TomlValue value, int indent)
    {
        if (value is TomlString text && StringPrinter.HasLines(text.Value))
        {
            StringPrinter.AppendLines(output, text.Value);
        }
        else if (value is TomlArray array && Room(array, TomlLimits.ArrayLineWidth) < 0)
        {
            output.Append("[\n");
            foreach (TomlValue element in array.Elements)
            {
                output.Append(' ', indent + Indent);
                AppendLines(output, element, indent + Indent);
                output.Append(",\n");
            }

            output.Append(' ', indent).Append(']');
        }
        else
        {
            Append(output, value);
        }
    }

    /// <summary>
    /// Gives what of a width is left behind a value on one line; negative if it needs more, or several lines.
    /// </summary>
    private static int Room(TomlValue value, int width)
    {
        switch (value)
        {
            case TomlString text:
                return StringPrinter.HasLines(text.Value) ? -1 : width - text.Value.Length - 2;
            case TomlArray array:
                for (int i = 0; i < array.Count && width >= 0; i++)
                {
                    width = Room(array[i], width - 2);
                }

                return width - 2;
            case TomlTable table:
                for (int i = 0; i < table.Count && width >= 0; i++)
                {
                    width = Room(table[i].Value, width - table[i].Key.Length - " = , ".Length);
                }

                return width - 4;
            default:
                StringBuilder scalar = new();
                Append(scalar, value);
                return width - scalar.Length;
        }
    }

    private static void AppendArray(StringBuilder output, TomlArray array)
    {
        output.Append('[');
        for (int i = 0; i < array.Count; i++)
        {
            output.Append(i == 0 ? "" : ", ");
            Append(output, array[i]);
        }

        output.Append(']');
    }

    private static void AppendInline(StringBuilder output, TomlTable table)
    {
        output.Append(table.Count == 0 ? "{" : "{ ");
        for (int i = 0; i < table.Count; i++)
        {
            output.Append(i == 0 ? "" : ", ");
            StringPrinter.AppendKey(output, table[i].Key);
            output.Append(" = ");
            Append(output, table[i].Value);
        }

        output.Append(table.Count == 0 ? "}" : " }");
    }

    private static string Float(double value)
    {
        if (double.IsNaN(value))
        {
            return "nan";
        }

        if (double.IsInfinity(value))
        {
            return value > 0 ? "inf" : "-inf";
        }

        // The shortest text that reads back to the same bits; TOML takes it for an integer without a point or exponent.
        string text = value.ToString("R", CultureInfo.InvariantCulture);
        return text.AsSpan().ContainsAny('.', 'E') ? text : text + ".0";
    }

    private static string Offset(int minutes)
    {
        int size = Math.Abs(minutes);
        return minutes == 0 ? "Z" : $"{(minutes < 0 ? '-' : '+')}{size / 60:D2}:{size % 60:D2}";
    }
}
