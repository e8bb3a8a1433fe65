// A client of Debian's Varlink library for Go: it has never seen MiniInit, and is generated from the interface file.
//
//	build.sh INTERFACE BINARY     builds it, without a network (golang-go, golang-github-varlink-go-dev)
//	BINARY SOCKET info            who is there, and what is spoken
//	BINARY SOCKET interface NAME  the text of an interface
//	BINARY SOCKET list PATTERN…   JOB INSTANCE GOAL/STATE MAINPID, one instance a line
//	BINARY SOCKET start JOB       and stop, restart: the same line, or the error
//	BINARY SOCKET events N        N replies, one event a line
//
// Exit codes: 0 done, 1 answered by an error, 2 anything else.
package main

import (
	"context"
	"fmt"
	"os"
	"strconv"

	"github.com/varlink/go/varlink"
	control "orgminiinitcontrol"
)

func main() {
	if len(os.Args) < 3 {
		fmt.Fprintln(os.Stderr, "usage: SOCKET COMMAND [ARGUMENT…]")
		os.Exit(2)
	}

	ctx := context.Background()
	connection, err := varlink.NewConnection(ctx, "unix:"+os.Args[1])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}

	if err := run(ctx, connection, os.Args[2], os.Args[3:]); err != nil {
		fmt.Fprintf(os.Stderr, "%T %v\n", err, err)
		os.Exit(1)
	}
}

func run(ctx context.Context, connection *varlink.Connection, command string, arguments []string) error {
	switch command {
	case "info":
		return info(ctx, connection)
	case "interface":
		text, err := connection.GetInterfaceDescription(ctx, arguments[0])
		fmt.Print(text)
		return err
	case "list":
		instances, err := control.List().Call(ctx, connection, arguments)
		for _, instance := range instances {
			show(instance)
		}
		return err
	case "start":
		return shown(control.Start().Call(ctx, connection, arguments[0], nil, nil, nil, nil))
	case "stop":
		return shown(control.Stop().Call(ctx, connection, arguments[0], nil, nil, nil, nil))
	case "restart":
		return shown(control.Restart().Call(ctx, connection, arguments[0], nil, nil, nil, nil))
	case "events":
		return events(ctx, connection, arguments[0])
	default:
		fmt.Fprintln(os.Stderr, "no command "+command)
		os.Exit(2)
		return nil
	}
}

func info(ctx context.Context, connection *varlink.Connection) error {
	var vendor, product, version, url string
	var interfaces []string
	if err := connection.GetInfo(ctx, &vendor, &product, &version, &url, &interfaces); err != nil {
		return err
	}

	fmt.Println(vendor, product, version, url, interfaces)
	text, pid, mode, startedAt, err := control.GetVersion().Call(ctx, connection)
	fmt.Println(text, pid, mode, startedAt)
	return err
}

func events(ctx context.Context, connection *varlink.Connection, count string) error {
	receive, err := control.Events().Send(ctx, connection, varlink.More)
	most, _ := strconv.Atoi(count)
	for i := 0; err == nil && i < most; i++ {
		var event *string
		var environment []string
		var flags uint64
		event, environment, _, flags, err = receive(ctx)
		switch {
		case err != nil:
		case event == nil:
			fmt.Println("listening", flags&varlink.Continues != 0)
		default:
			fmt.Println(*event, environment)
		}
	}

	return err
}

func shown(instance control.Instance, err error) error {
	if err == nil {
		show(instance)
	}

	return err
}

func show(instance control.Instance) {
	pid := "-"
	if instance.MainPid != nil {
		pid = strconv.FormatInt(*instance.MainPid, 10)
	}

	fmt.Printf("%s %q %s/%s %s\n", instance.Job, instance.Instance, instance.Goal, instance.State, pid)
}
