package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"os"
	"os/signal"
	"syscall"

	_ "time/tzdata" // the server may run on a machine without a time zone database

	"traject/store"
)

// version is set at build time with -ldflags "-X main.version=…".
var version = "ontwikkeling"

func main() {
	quietLibraries()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], console{os.Stdin, os.Stdout, os.Stderr})
	stop()
	os.Exit(code)
}

// quietLibraries drops what libraries print by themselves. net/http, for one, quotes what
// came over a line with DUO without being asked; that can be about a person. Our own log
// goes another way.
func quietLibraries() { log.SetOutput(io.Discard) }

// console is where a command reads and writes.
type console struct {
	in       io.Reader
	out, err io.Writer
}

// startFault is a fault the person at the keyboard can act on: one Dutch sentence.
type startFault struct {
	sentence string
	cause    error
}

func (f *startFault) Error() string { return f.sentence }
func (f *startFault) Unwrap() error { return f.cause }

// fault makes a startFault; the cause stays out of the sentence.
func fault(cause error, format string, args ...any) error {
	return &startFault{fmt.Sprintf(format, args...), cause}
}

// run executes one command and gives the exit code: 0 done, 1 failed, 2 wrong use.
func run(ctx context.Context, args []string, c console) (code int) {
	defer func() {
		if r := recover(); r != nil { // a mistake of ours: still no stack trace for the user
			fmt.Fprintln(c.err, "traject: er ging iets mis dat wij niet voorzagen. Meld dit bij de beheerder.")
			code = 1
		}
	}()
	name := "help"
	if len(args) > 0 {
		name, args = args[0], args[1:]
	}
	var err error
	switch name {
	case "serve":
		err = serve(ctx, args, c)
	case "demo":
		err = runDemo(ctx, args, c)
	case "migrate":
		err = migrate(ctx, args, c)
	case "check":
		err = check(ctx, args, c)
	case "rebuild":
		err = rebuild(ctx, args, c)
	case "backup":
		err = backup(ctx, args, c)
	case "restore":
		err = restore(ctx, args, c)
	case "vergelijk":
		err = compare(ctx, args, c)
	case "ready":
		err = ready(ctx, args, c)
	case "pseudoniem":
		err = pseudonym(ctx, args, c)
	case "sbom":
		err = sbom(c)
	case "sleutelwissel":
		err = rotate(ctx, args, c)
	case "reken":
		// It keeps nothing, so there is nothing to finish: a signal ends it at once.
		signal.Reset(os.Interrupt, syscall.SIGTERM)
		return reken(args, c.in, c.out, c.err)
	case "help", "-h", "--help":
		help(c.out)
	case "version", "--version":
		fmt.Fprintln(c.out, "traject", version)
	default:
		fmt.Fprintf(c.err, "traject: opdracht %q is niet bekend. Zie: traject help\n", name)
		return 2
	}
	return exitCode(ctx, err, c.err)
}

func exitCode(ctx context.Context, err error, w io.Writer) int {
	var f *startFault
	var trouble *store.Storing
	switch {
	case err == nil:
		return 0
	case errors.Is(err, context.Canceled), ctx.Err() != nil && errors.As(err, &trouble) && trouble.Soort == store.Onbereikbaar: // a line that we hung up ourselves
		fmt.Fprintln(w, "traject: gestopt.")
		return 1
	case errors.As(err, &f):
		fmt.Fprintln(w, "traject: "+f.sentence)
		return 1
	}
	fmt.Fprintln(w, "traject: "+sentenceFor(err))
	return 1
}
