package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"traject/kern/begrip"
	"traject/store"
)

// writeDestroyed writes the list of destroyed dossiers: a line for each, with municipality, number, version,
// moment, day and ground. It holds nothing personal and is kept apart from backups,
// so that an older backup cannot bring back what was destroyed since.
func writeDestroyed(ctx context.Context, a archive, totals []store.Archieftelling, path string) error {
	var b strings.Builder
	fmt.Fprintln(&b, store.VernietigdKop)
	for _, t := range totals {
		list, err := a.VernietigdeDossiers(ctx, t.Gemeente)
		if err != nil {
			return err
		}
		for _, v := range list {
			fmt.Fprintln(&b, v.Regel())
		}
	}
	return writeNew(path, func(w io.Writer) error {
		_, err := io.WriteString(w, b.String())
		return err
	})
}

// readDestroyed reads such a list; no path is no list, and a line that is none is named by its number.
func readDestroyed(path string) ([]store.VernietigdDossier, error) {
	if path == "" {
		return nil, nil
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, fault(err, "de lijst van vernietigde dossiers %s is niet te lezen (%s).", path, reason(err))
	}
	defer f.Close()
	var list []store.VernietigdDossier
	lines := bufio.NewScanner(f)
	for nr := 1; lines.Scan(); nr++ {
		if strings.HasPrefix(lines.Text(), "#") {
			continue
		}
		v, err := destroyedLine(lines.Text())
		if err != nil {
			return nil, fault(err, "regel %d van %s is geen regel van de lijst van vernietigde dossiers.", nr, path)
		}
		list = append(list, v)
	}
	if err := lines.Err(); err != nil {
		return nil, fault(err, "de lijst van vernietigde dossiers %s is niet te lezen (%s).", path, reason(err))
	}
	return list, nil
}

func destroyedLine(line string) (store.VernietigdDossier, error) {
	parts := strings.SplitN(line, " ", 6)
	if len(parts) != 6 || !begrip.Gemeente(parts[0]).IsGeldig() {
		return store.VernietigdDossier{}, errors.New("zes delen verwacht")
	}
	version, err := strconv.Atoi(parts[2])
	moment, err2 := strconv.ParseInt(parts[3], 10, 64)
	day, err3 := begrip.LeesDatum(parts[4])
	return store.VernietigdDossier{Gemeente: begrip.Gemeente(parts[0]), Nummer: parts[1],
		Vernietiging: store.Vernietiging{Verwacht: version, Moment: moment, Dag: day, Grond: parts[5]}}, errors.Join(err, err2, err3)
}
