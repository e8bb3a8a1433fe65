using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;
using MiniInit.CommandLines;
using MiniInit.Config.Tests;
using MiniInit.Linux.Control;
using MiniInit.Loading;

namespace MiniInit.Tests.Manual;

/// <summary>miniinit(8) says what the program does, no less and no more.</summary>
public sealed class MiniInitPageTests
{
    private static readonly ManualPage s_page = new(RepositoryRoot.Path, "miniinit.8");

    [Fact]
    public void The_options_are_those_of_the_program() => Assert.Equal(
        MiniInitOptions.All.Select(Described).Order(),
        s_page.Options[""].Order());

    [Fact]
    public void The_variables_are_those_of_the_program() => Assert.Equal(
        MiniInitOptions.Variables.Select(variable => variable.Name)
            .Append(SearchPath.Variable).Append(ControlPaths.Variable).Order(),
        s_page.Items("ENVIRONMENT", "Ev").Order());

    [Fact]
    public void All_exit_codes_of_its_own_are_there()
    {
        IEnumerable<string> codes = typeof(ExitCodes).GetFields(BindingFlags.Static | BindingFlags.Public)
            .Select(field => ((int)field.GetRawConstantValue()!).ToString(CultureInfo.InvariantCulture));
        Assert.Superset(codes.ToHashSet(), s_page.Items("EXIT STATUS", "").ToHashSet());
    }

    [Fact]
    public void The_usual_places_of_files_are_there() => Assert.Superset(
        SearchPath.Usual.Paths.Concat(ControlPaths.Of(null, null, uid: 0).Select(OfAnyone)).ToHashSet(),
        s_page.Items("FILES", "Pa").ToHashSet());

    private static string OfAnyone(string path) => path.Replace("-0/", "\\-UID/", StringComparison.Ordinal);

    private static string Described(Option option) => ManualPage.Option(
        char.IsControl(option.Letter) ? [$"--{option.Name}"] : [$"-{option.Letter}", $"--{option.Name}"],
        option.TakesValue);
}
