// Command bench measures what the README promises, prints a table and writes it to
// bench/laatste.tsv. It runs the real binary (bin/traject) with ten thousand invented
// dossiers and asks it pages over HTTP, as a browser would. It never fails on a time:
// a slow machine is no broken program.
package main

import (
	"cmp"
	"fmt"
	"os"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"
	"time"
)

// figure is one measured line.
type figure struct {
	name        string
	median, p95 float64
	unit        string
	conditions  string
	promise     string // what was promised; "" is nothing
}

func main() {
	if err := measure(); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func measure() error {
	size := 10_000
	if s := os.Getenv("BENCH_OMVANG"); s != "" {
		n, err := strconv.Atoi(s)
		if err != nil {
			return fmt.Errorf("BENCH_OMVANG is no number: %w", err)
		}
		size = n
	}
	figures, err := binaryFigures(size)
	if err != nil {
		return err
	}
	core, err := coreFigures()
	if err != nil {
		return err
	}
	figures = append(figures, core...)
	return report(figures)
}

func report(figures []figure) error {
	where := fmt.Sprintf("%s/%s, %d cores, %s", runtime.GOOS, runtime.GOARCH, runtime.NumCPU(), runtime.Version())
	var tsv strings.Builder
	tsv.WriteString("naam\tmediaan\tp95\teenheid\tvoorwaarden\n")
	w := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "naam\tmediaan\tp95\teenheid\tbelofte\tvoorwaarden")
	for _, f := range figures {
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\n", f.name, number(f.median), number(f.p95), f.unit, f.promise, f.conditions)
		fmt.Fprintf(&tsv, "%s\t%s\t%s\t%s\t%s; %s\n", f.name, number(f.median), number(f.p95), f.unit, f.conditions, where)
	}
	if err := w.Flush(); err != nil {
		return err
	}
	fmt.Println("\n" + where)
	if err := os.WriteFile("bench/laatste.tsv", []byte(tsv.String()), 0o644); err != nil {
		return fmt.Errorf("writing the table: %w", err)
	}
	return nil
}

func number(x float64) string { return strconv.FormatFloat(x, 'f', cmp.Compare(100, x)+1, 64) }

// spread turns single measurements into a median and a 95th percentile, in ms.
func spread(name, conditions, promise string, took []time.Duration) figure {
	slices.Sort(took)
	at := func(part int) float64 {
		return float64(took[min(len(took)*part/100, len(took)-1)].Microseconds()) / 1000
	}
	return figure{name, at(50), at(95), "ms", fmt.Sprintf("%s, %d keer", conditions, len(took)), promise}
}

// single is a figure that is measured once.
func single(name string, value float64, unit, conditions, promise string) figure {
	return figure{name, value, value, unit, conditions, promise}
}
