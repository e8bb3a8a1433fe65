using System;

namespace MiniInit.Control;

/// <summary>The limits of the control socket that are not part of the protocol. PID 1 never blocks or grows for a client.</summary>
internal static class ControlLimits
{
    /// <summary>64 clients at once, of which root and init's own user alone have the last 8: whoever must help is never kept out.</summary>
    public const int Clients = 64, ClientsForRoot = 8;

    /// <summary>8 clients of one user, other than root and init's own.</summary>
    public const int ClientsOfUser = 8;

    /// <summary>16 connections are accepted in one turn of the loop, and as many refused.</summary>
    public const int AcceptedPerTurn = 16;

    /// <summary>100 ms nobody is accepted when there was neither a descriptor nor memory for it.</summary>
    public static TimeSpan ExhaustedPause => TimeSpan.FromMilliseconds(100);

    /// <summary>5 s after its path was lost and could not be bound, it is tried again: what was in the way may have gone unseen.</summary>
    public static TimeSpan BindAgainPause => TimeSpan.FromSeconds(5);

    /// <summary>16 KiB are read at once from one client in one turn.</summary>
    public const int BytesPerTurn = 16 * 1024;

    /// <summary>Four calls of one client are begun in one turn, and four replies made: then others have theirs.</summary>
    public const int CallsPerTurn = 4, RepliesPerTurn = 4;

    /// <summary>
    /// 128 KiB hold calls and replies of all clients that are neither root nor init's own user: two of the longest calls.
    /// Who needs more then than 4 KiB is sent away; with less, everybody can go on asking.
    /// </summary>
    public const int StrangersBytes = 128 * 1024, StrangersShare = 4 * 1024;

    /// <summary>A further call is begun while those that are not answered have no more than 16 KiB together.</summary>
    public const int PendingBytes = 16 * 1024;

    /// <summary>A further reply is made once no more than 16 KiB wait to be taken by the client.</summary>
    public const int QueuedBeforeReply = 16 * 1024;

    /// <summary>1,024 events wait for a client that is slow; then it is cut off, since it would miss some.</summary>
    public const int QueuedEvents = 1024;

    /// <summary>Those events hold 64 KiB at most.</summary>
    public const int QueuedEventBytes = 64 * 1024;

    /// <summary>1,024 letters have the patterns of one call together that are globs; those that are plain names do not count.</summary>
    public const int PatternLetters = 1024;

    /// <summary>512 names of jobs are held against patterns at once.</summary>
    public const int NamesPerStep = 512;

    /// <summary>
    /// 512 instances that are gone are noted for a client who watches and is slow; then it is cut off. Those that are there
    /// need no limit.
    /// </summary>
    public const int QueuedGone = 512;

    /// <summary>64 instances, or jobs, are told in one reply where there may be more replies.</summary>
    public const int RowsPerReply = 64;

    /// <summary>512 are told where all must be in one reply.</summary>
    public const int RowsInOneReply = 512;

    /// <summary>Of a job with many instances, two are told in full, the others without processes and lines.</summary>
    public const int RowsInFull = 2;

    /// <summary>64 processes are told with a status, and in one reply of a tree.</summary>
    public const int ProcessesPerReply = 64;

    /// <summary>256 bytes of a command line are told.</summary>
    public const int ArgumentBytes = 256;

    /// <summary>Ten lines come with a status, unless more are asked for: 100 at most.</summary>
    public const int StatusLines = 10, MostStatusLines = 100;

    /// <summary>
    /// 8 KiB of output are told with a status, and in one reply of logs: control characters take six bytes each on the wire.
    /// </summary>
    public const int LogBytesPerReply = 8 * 1024;

    /// <summary>64 KiB of output are told where all must be in one reply.</summary>
    public const int LogBytesInOneReply = 64 * 1024;

    /// <summary>2,048 bytes of output are told with a failure.</summary>
    public const int FailureLogBytes = 2048;

    /// <summary>256 variables, as many names and patterns, come with one call.</summary>
    public const int Variables = 256;

    /// <summary>
    /// 200 names of jobs are compared with one that does not exist, 1 ms: with ten thousand jobs it would be 60, for each call.
    /// </summary>
    public const int NamesCompared = 200;

    /// <summary>
    /// 256 commands that clients run at once, of which root and init's own user alone have the last 64, and 32 of one user.
    /// </summary>
    public const int Runs = 256, RunsForRoot = 64, RunsOfUser = 32;

    /// <summary>
    /// 16 of those that have not become their program yet, and 4 of one user, other than root and init's own: one that hangs
    /// there has a pipe and memory of ours.
    /// </summary>
    public const int RunsToBegin = 16, RunsOfUserToBegin = 4;

    /// <summary>64 letters behind "run-" has a name that others than root and init's own user give.</summary>
    public const int RunNameLetters = 64;

    /// <summary>16 properties come with a command.</summary>
    public const int Properties = 16;

    /// <summary>64 suspensions are remembered: two months of a laptop's nights.</summary>
    public const int Suspensions = 64;

    /// <summary>1 s is shown of times, so that what is shorter need not be remembered.</summary>
    public static TimeSpan LeastSuspension => TimeSpan.FromSeconds(1);

    /// <summary>A wait ends after 24 days at the latest: what epoll can wait.</summary>
    public static TimeSpan LongestWait => TimeSpan.FromMilliseconds(int.MaxValue);
}
