using System.Collections.Generic;

namespace MiniInit.Container.Tests.Lineage;

/// <summary>Servers of Debian that fork into the background.</summary>
internal static class Servers
{
    private static readonly Server s_redis = new(
        """
        ready = "fork"
        exec = ["redis-server", "--daemonize", "yes", "--bind", "127.0.0.1", "--dir", "/tmp", "--pidfile", "/tmp/redis.pid"]
        """,
        "redis-cli info server | sed -n 's/^process_id:\\([0-9]*\\).*/\\1/p'",
        "/tmp/redis.pid",
        "[ $(redis-cli ping) = PONG ]");

    private static readonly Server s_tmux = new(
        """
        ready = "daemon"
        env = { TMUX_TMPDIR = "/tmp", LC_ALL = "C.UTF-8", SHELL = "/bin/sh" }
        exec = ["tmux", "-f", "/dev/null", "new-session", "-d", "-s", "main", "sleep 1000"]
        """,
        "TMUX_TMPDIR=/tmp LC_ALL=C.UTF-8 tmux display-message -p '#{pid}'",
        null,
        "TMUX_TMPDIR=/tmp LC_ALL=C.UTF-8 tmux list-sessions | grep '^main: '");

    /// <summary>By their names.</summary>
    public static Dictionary<string, Server> All { get; } = new()
    {
        ["nginx"] = new(
            """
            ready = "fork"
            exec = ["nginx"]
            """,
            "/run/nginx.pid",
            Answers(80, "HTTP/1.1", @"GET / HTTP/1.0\r\n\r\n")),
        ["nginx as a user"] = new Server(
            """
            ready = "fork"
            pre-start.script = 'echo "error_log stderr; pid /tmp/nginx.pid; events {} http { access_log off; client_body_temp_path /tmp/b; proxy_temp_path /tmp/p; fastcgi_temp_path /tmp/f; uwsgi_temp_path /tmp/u; scgi_temp_path /tmp/s; server { listen 127.0.0.1:8080; return 200; } }" > /tmp/nginx.conf'
            exec = ["nginx", "-c", "/tmp/nginx.conf"]
            """,
            "/tmp/nginx.pid",
            Answers(8080, "HTTP/1.1", @"GET / HTTP/1.0\r\n\r\n")).AsUser(),
        ["apache2"] = new(
            """
            ready = "fork"
            exec = ["apache2ctl", "start"]
            """,
            "/run/apache2/apache2.pid",
            Answers(80, "HTTP/1.1", @"GET / HTTP/1.0\r\n\r\n")),
        // Whom PID 1 starts as the leader of a session takes itself for a daemon already, and does not fork.
        ["sshd below PID 1"] = new(
            """
            pre-start.exec = ["mkdir", "-p", "/run/sshd"]
            exec = ["/usr/sbin/sshd"]
            """,
            "cat /run/sshd.pid",
            null,
            Answers(22, "SSH-2.0", "")),
        ["sshd"] = new(
            """
            ready = "fork"
            pre-start.exec = ["mkdir", "-p", "/run/sshd"]
            script = '/usr/sbin/sshd; true'
            """,
            "/run/sshd.pid",
            Answers(22, "SSH-2.0", "")),
        ["redis"] = s_redis,
        ["redis as a user"] = s_redis.AsUser(),
        ["tmux"] = s_tmux,
        ["tmux as a user"] = s_tmux.AsUser(),
        ["php-fpm"] = new(
            """
            ready = "fork"
            pre-start.exec = ["mkdir", "-p", "/run/php"]
            exec = ["php-fpm8.2", "--daemonize", "--fpm-config", "/etc/php/8.2/fpm/php-fpm.conf"]
            """,
            "/run/php/php8.2-fpm.pid",
            "[ -S /run/php/php8.2-fpm.sock ]"),
        ["postgresql"] = new(
            """
            ready = "fork"
            user = "postgres"
            pre-start.script = '[ -e /tmp/pg ] || /usr/lib/postgresql/15/bin/pg_ctl initdb -s -D /tmp/pg -o "-A trust -N"'
            exec = ["/usr/lib/postgresql/15/bin/pg_ctl", "start", "-w", "-s", "-D", "/tmp/pg", "-l", "/tmp/pg.log"]
            """,
            "head -n 1 /tmp/pg/postmaster.pid",
            "/tmp/pg/postmaster.pid",
            "su postgres -c \"psql -tAc 'select 6 * 7'\" | grep 42"),
        ["cron"] = new(
            """
            ready = "fork"
            exec = ["cron"]
            """,
            "/run/crond.pid",
            ":"),
    };

    private static string Answers(int port, string answer, string question) =>
        $"bash -c 'exec 3<>/dev/tcp/127.0.0.1/{port}; printf \"{question}\" >&3; head -n 1 <&3' | grep '^{answer}'";
}
