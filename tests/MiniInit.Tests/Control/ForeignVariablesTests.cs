using MiniInit.Control.Access;
using MiniInit.Control.Requests;
using MiniInit.Protocol.Messages;
using Xunit;

namespace MiniInit.Tests.Control;

public sealed class ForeignVariablesTests
{
    [Theory]
    [InlineData("LD_PRELOAD=/tmp/x.so")]
    [InlineData("PATH=/tmp")]
    [InlineData("MINIINIT_SOCKET=/tmp/s")]
    [InlineData("BASH_ENV=/tmp/x")]
    [InlineData("PYTHONPATH=/tmp")]
    [InlineData("BASH_FUNC_ls%%=() { id; }")]
    public void What_steers_code_is_not_set_for_jobs_of_another_user(string variable)
    {
        Assert.False(CallVariables.TryRead([variable], isForeign: true, out _, out ControlError? error));
        Assert.IsType<ControlError.InvalidParameter>(error);
        Assert.True(CallVariables.TryRead([variable], isForeign: false, out _, out _));
    }

    [Theory]
    [InlineData("TTY=tty1")]
    [InlineData("CONFIG=")]
    [InlineData("PATHS=a=b")]
    public void Others_are(string variable)
    {
        Assert.True(CallVariables.TryRead([variable], isForeign: true, out var variables, out _));
        Assert.Equal(variable, Assert.Single(variables).ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("=x")]
    [InlineData("NAME")]
    [InlineData("A=\0")]
    [InlineData("A\0B=x")]
    public void What_is_no_variable_is_refused(string text)
    {
        Assert.False(CallVariables.TryRead([text], isForeign: false, out var variables, out ControlError? error));
        Assert.Empty(variables);
        Assert.Equal("environment", Assert.IsType<ControlError.InvalidParameter>(error).Parameter);
    }
}
