using System;
using MiniInit.Core.Values;

namespace MiniInit.Core.Schedules;

/// <summary>Reads one field of a cron text into a set of numbers: a list of <c>*</c>, values, ranges, steps.</summary>
internal sealed class CronFieldReader
{
    private readonly string _text;
    private readonly CronField _field;
    private readonly int _end;
    private int _at;

    /// <summary>Prepares to read the field from <paramref name="start"/> up to <paramref name="end"/>.</summary>
    public CronFieldReader(string text, int start, int end, CronField field)
    {
        _text = text;
        _at = start;
        _end = end;
        _field = field;
    }

    /// <summary>What is wrong, after false came back.</summary>
    public TextError Error { get; private set; }

    /// <summary>Reads the field; bit n stands for n, and of the days of the week 7 is 0.</summary>
    public bool TryRead(out ulong numbers)
    {
        numbers = 0;
        do
        {
            if (!TryReadItem(ref numbers))
            {
                return false;
            }
        }
        while (TrySkip(','));

        if (_at < _end)
        {
            return FailCharacter();
        }

        if (_field.LastOwn < _field.Last && (numbers & (1UL << _field.Last)) != 0)
        {
            numbers = (numbers & ~(1UL << _field.Last)) | 1;
        }

        return true;
    }

    private bool TryReadItem(ref ulong numbers)
    {
        int start = _at;
        int first = _field.First;
        int last = _field.LastOwn;
        bool isRange = TrySkip('*');
        if (!isRange)
        {
            if (!TryReadValue(out first, out _))
            {
                return false;
            }

            last = first;
            isRange = TrySkip('-');
            if (isRange && !TryReadRangeEnd(start, first, out last))
            {
                return false;
            }
        }

        int step = 1;
        if (TrySkip('/') && !TryReadStep(start, isRange, first, last, out step))
        {
            return false;
        }

        for (int number = first; number <= last; number += step)
        {
            numbers |= 1UL << number;
        }

        return true;
    }

    private bool TryReadRangeEnd(int start, int first, out int last)
    {
        if (!TryReadValue(out last, out bool isName))
        {
            return false;
        }

        // "fri-sun" is meant as it reads; cron's own sun is 0 alone, and the range would be an error.
        if (isName && last == 0 && first > 0)
        {
            last = 7;
        }

        if (last >= first)
        {
            return true;
        }

        string rest = last == _field.First ? $"{last}" : $"{_field.First}-{last}";
        string right = first > _field.LastOwn ? rest : $"{first}-{_field.LastOwn},{rest}";
        return Fail(start, _at - start, $"the range ends before it begins; write \"{right}\" to go round");
    }

    private bool TryReadStep(int start, bool isRange, int first, int last, out int step)
    {
        int at = _at;
        if (!TryReadNumber(out step))
        {
            return FailMissing("a step");
        }

        if (!isRange)
        {
            return Fail(
                start,
                _at - start,
                $"a step needs a range; write \"{first}-{_field.LastOwn}/{step}\" for every {step} from {first} on");
        }

        if (step == 0)
        {
            return Fail(at, _at - at, "a step of 0 gets nowhere; write 1 or more");
        }

        // cron takes "*/60" and fires once an hour, which is hardly what was meant.
        return step <= _field.LastOwn - _field.First
            || Fail(
                at, _at - at, $"the step is longer than the whole field; write \"{first}\" for {first} alone");
    }

    private bool TryReadValue(out int value, out bool isName)
    {
        isName = false;
        int start = _at;
        if (TryReadNumber(out value))
        {
            return (value >= _field.First && value <= _field.Last) || Fail(start, _at - start, _field.Right);
        }

        while (_at < _end && char.IsAsciiLetter(_text[_at]))
        {
            _at++;
        }

        if (_at == start)
        {
            return _at < _end && _text[_at] is not (',' or '-' or '/') ? FailCharacter() : FailMissing("a value");
        }

        string word = _text[start.._at];
        int index = IndexOf(word);
        isName = true;
        value = _field.FirstName + index;
        return index >= 0 || Fail(start, _at - start, $"{Quotation.Of(word)} is no {_field.Name}; {_field.Right}");
    }

    private int IndexOf(string word)
    {
        int index = _field.Names.Length - 1;
        while (index >= 0 && !_field.Names[index].Equals(word, StringComparison.OrdinalIgnoreCase))
        {
            index--;
        }

        return index;
    }

    private bool TryReadNumber(out int number)
    {
        int start = _at;
        number = 0;
        while (_at < _end && char.IsAsciiDigit(_text[_at]))
        {
            // Above any field's last is enough to be refused, and cannot overflow.
            number = Math.Min((number * 10) + _text[_at++] - '0', 1000);
        }

        return _at > start;
    }

    private bool TrySkip(char c)
    {
        bool found = _at < _end && _text[_at] == c;
        _at += found ? 1 : 0;
        return found;
    }

    private bool FailCharacter()
    {
        int length = Quotation.LengthAt(_text, _at);
        string character = Quotation.Of(_text.AsSpan(_at, length));
        string right = $"{_field.Right}, with \"*\", \",\", \"-\" and \"/\"";
        return Fail(_at, length, $"{character} cannot stand here; {right}");
    }

    private bool FailMissing(string what) => Fail(_at, 0, $"{what} is missing here; {_field.Right}");

    private bool Fail(int offset, int length, string cause)
    {
        Error = TextError.CannotUse(_text, CronSchedule.Purpose, offset, length, $"{_field.Name}: {cause}");
        return false;
    }
}
