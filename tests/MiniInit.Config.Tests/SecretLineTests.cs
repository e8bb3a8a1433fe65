using System;
using System.Linq;

namespace MiniInit.Config.Tests;

/// <summary>Whatever is wrong with a secret, or beside it, nothing prints it.</summary>
public sealed class SecretLineTests
{
    [Theory]
    [InlineData("env = { DB_PASSWORD = \"hunter4${\" }")]
    [InlineData("env = { DB_PASSWORD = hunter4 }")]
    [InlineData("env.DB_PASSWORD = \"hunter4")]
    [InlineData("[env]\n\"API_TOKEN\" = 'hunter4${X'")]
    [InlineData("[env]\nAPI_TOKEN = \"a\\qhunter4\"")]
    [InlineData("[env]\nSECRET = [\"hunter4\"]")]
    [InlineData("[env]\nSECRET = 1hunter4")]
    [InlineData("env = { PASSWORD = \"hunter4\", \"1X\" = \"y\" }")]
    [InlineData("env = { DATABASE_URL = \"postgres://u:hunter4@h/db${\" }")]
    [InlineData("env = { DB_PASSWORD = \"hunter4\", N = 1.5 }")]
    [InlineData("env = { KEY = \"ghp_hunter4hunter4hunter4hunter4hunter4h${\" }")]
    [InlineData("db-password = \"hunter4\"")]
    public void A_secret_is_in_no_message(string lines)
    {
        JobConfiguration configuration = Read.Files(("web.toml", $"exec = [\"web\"]\n{lines}\n"));
        Assert.NotEmpty(configuration.Diagnostics);
        Assert.All(configuration.Diagnostics, found =>
        {
            Assert.DoesNotContain("hunter4", found.Render(), StringComparison.Ordinal);
            Assert.DoesNotContain("hunter4", found.Message, StringComparison.Ordinal);
        });
        Assert.All(configuration.Diagnostics.Select(found => found.Message), message => Assert.True(message.Length > 20));
    }

    [Fact]
    public void What_is_no_secret_is_shown() => Assert.Contains(
        "   2 | env = { GREETING = \"hunter4${\" }",
        Read.Files(("web.toml", "exec = [\"web\"]\nenv = { GREETING = \"hunter4${\" }\n")).Diagnostics[0].Render(),
        StringComparison.Ordinal);
}
