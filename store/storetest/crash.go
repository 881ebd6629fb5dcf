package storetest

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strconv"
	"testing"
	"time"

	"traject/kern/dossier"
	"traject/store"
)

// SchrijfDoor opens a dossier and goes on adding a note with a letter to send, until
// the process is killed. It prints a line after each fact that was acknowledged.
func SchrijfDoor(k store.Kelder, uit io.Writer) error {
	nummer, err := k.NieuwNummer(ctx, gemeente, 2026)
	if err != nil {
		return err
	}
	if err := k.Toevoegen(ctx, opening(nummer, cem)); err != nil {
		return err
	}
	for versie := 1; ; versie++ {
		if _, err := fmt.Fprintln(uit, nummer, versie); err != nil {
			return err
		}
		t := Notitie(gemeente, nummer, versie, strconv.Itoa(versie))
		t.Lijst = opening(nummer, cem).Lijst
		t.Uitgaand = []store.Uitgaand{brief(fmt.Sprintf("%s/%d", nummer, versie))}
		if err := k.Toevoegen(ctx, t); err != nil {
			return err
		}
	}
}

// Doodslaan starts a process that runs SchrijfDoor and kills it (kill -9) in the
// middle, several times. Nothing that was acknowledged may be gone, and nothing may be half there.
func Doodslaan(t *testing.T, keren int, start func() *exec.Cmd, open func(t *testing.T) store.Kelder) {
	bevestigd := map[string]int{}
	for ronde := range keren {
		c := start()
		uit, err := c.StdoutPipe()
		gelukt(t, err)
		c.Stderr = os.Stderr
		gelukt(t, c.Start())
		moord := time.AfterFunc(10*time.Second, func() { t.Error("er werd niets bevestigd"); kill(t, c) })
		gezien := 0
		for regels := bufio.NewScanner(uit); regels.Scan(); {
			var nummer string
			var versie int
			if _, err := fmt.Sscan(regels.Text(), &nummer, &versie); err != nil {
				t.Fatalf("ronde %d: %v", ronde, err)
			}
			bevestigd[nummer] = versie
			if gezien++; gezien == 1 {
				moord.Stop()
				moord = time.AfterFunc(time.Duration(20+ronde*17)*time.Millisecond, func() { kill(t, c) })
			}
		}
		if err := c.Wait(); err == nil {
			t.Fatal("het proces stopte uit zichzelf")
		}
		moord.Stop()
	}
	k := open(t)
	p := &proef{Opstelling{Kelder: k}}
	totaal := 0
	for nummer, versie := range bevestigd {
		totaal += versie
		l := p.lees(t, nummer)
		if l.Versie < versie || l.Versie > versie+1 {
			t.Errorf("dossier %s: %d feiten bevestigd, %d terug", nummer, versie, l.Versie)
		}
		regel, _, err := p.LeesLijst(ctx, gemeente, nummer)
		gelukt(t, err)
		if regel.Versie != l.Versie {
			t.Errorf("dossier %s: lijst van versie %d bij een logboek van versie %d", nummer, regel.Versie, l.Versie)
		}
		brieven, err := p.UitgaandLijst(ctx, gemeente, store.Wacht, nummer+"/", 1000)
		gelukt(t, err)
		van := 0
		for _, u := range brieven {
			if u.Nummer == nummer {
				van++
			}
		}
		if notities := len(l.Gebeurtenissen) - 1; van != min(notities, 1000) {
			t.Errorf("dossier %s: %d brieven bij %d feiten", nummer, van, notities)
		}
		if f, ok := l.Gebeurtenissen[l.Versie-1].Feit.(*dossier.Notitie); ok && f.Tekst != strconv.Itoa(l.Versie-1) {
			t.Errorf("dossier %s: laatste feit is %s", nummer, f.Tekst)
		}
	}
	p.ketenHeel(t)
	gelukt(t, k.Sluit())
	t.Logf("%d keer doodgeslagen; %d feiten bevestigd, 0 kwijt", keren, totaal)
}

func kill(t *testing.T, c *exec.Cmd) {
	if err := c.Process.Kill(); err != nil {
		t.Error(err)
	}
}
