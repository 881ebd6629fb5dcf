package brief

import (
	"bytes"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"traject/kern/begrip"
	"traject/kern/dossier"
	"traject/kern/recht"
)

var update = flag.Bool("update", false, "schrijf de voorbeeldbrieven opnieuw")

// tekst zet een brief als gewone tekst, zodat een jurist haar kan lezen.
func tekst(b Brief) string {
	var w strings.Builder
	regel := func(s string) { w.WriteString(s + "\n") }
	regel(b.Afzender + "\n\n" + strings.Join(b.Aan, "\n") + "\n")
	for _, g := range b.Gegevens {
		regel(g.Naam + ": " + g.Waarde)
	}
	regel("\n# " + b.Titel + "\n\n" + b.Aanhef)
	for _, blok := range b.Blokken {
		regel("")
		switch blok.Soort {
		case Tussenkop:
			regel("## " + blok.Kop)
		case Kader:
			regel("| " + blok.Kop + "\n| " + strings.Join(blok.Regels, "\n| "))
		case Stappen:
			for _, s := range blok.Stappen {
				regel("[" + string(s.Pictogram) + "] " + s.Kop)
				for _, r := range s.Regels {
					regel("    " + r)
				}
			}
		case Lijst:
			regel("- " + strings.Join(blok.Regels, "\n- "))
		case Tabel:
			regel(strings.Join(blok.Tabelkop, " | "))
			for _, r := range blok.Rijen {
				regel(strings.Join(r, " | "))
			}
		default:
			regel(strings.Join(blok.Regels, "\n"))
		}
	}
	regel("\n--\n" + strings.Join(b.Voet, "\n"))
	return w.String()
}

func TestVoorbeeldbrieven(t *testing.T) {
	for _, g := range gevallen {
		t.Run(g.naam, func(t *testing.T) {
			b, _ := g.maak(t)
			pad, is := filepath.Join("testdata", g.naam+".txt"), tekst(b)
			if *update {
				stuk, err := Schrijf(b)
				if err != nil {
					t.Fatal(err)
				}
				for naam, inhoud := range map[string][]byte{pad: []byte(is), strings.Replace(pad, ".txt", ".json", 1): stuk} { // de proef van druk leest de .json
					if err := os.WriteFile(naam, inhoud, 0o600); err != nil {
						t.Fatal(err)
					}
				}
			}
			wil, err := os.ReadFile(pad)
			if err != nil {
				t.Fatal(err)
			}
			bewaard, err := os.ReadFile(strings.Replace(pad, ".txt", ".json", 1))
			if err != nil {
				t.Fatal(err)
			}
			if stuk, err := Schrijf(b); err != nil || !bytes.Equal(stuk, bewaard) {
				t.Errorf("de bewaarde vorm in testdata wijkt af (%v)", err)
			}
			if is != string(wil) {
				t.Errorf("de brief wijkt af van %s; lees haar na en draai dan met -update:\n%s", pad, is)
			}
		})
	}
}

// zinnen geeft elke zin van de brief zonder de regels met artikelen.
func zinnen(b Brief) []string {
	var delen []string
	voeg := func(r ...string) { delen = append(delen, r...) }
	voeg(b.Titel)
	for _, blok := range b.Blokken {
		voeg(blok.Kop)
		voeg(blok.Regels...)
		for _, s := range blok.Stappen {
			voeg(s.Kop)
			voeg(s.Regels...)
		}
		for _, r := range blok.Rijen {
			voeg(r[:3]...)
		}
	}
	var uit []string
	for _, d := range delen {
		uit = append(uit, regexp.MustCompile(`[.?!]( |$)`).Split(d, -1)...)
	}
	return uit
}

func TestGewoneTaal(t *testing.T) {
	verboden := regexp.MustCompile(`(?i)\b(derhalve|teneinde|middels|conform|inzake|voornoemd\w*|reeds|indien|dientengevolge|beschikking\w*|dagtekening|bekendmaking|belanghebbende\w*|krachtens|alsmede|danwel|betreffende|ingevolge|gelet|jij|jouw|je)\b`)
	for _, g := range gevallen {
		b, _ := g.maak(t)
		for _, z := range zinnen(b) {
			if n := len(strings.Fields(z)); n > 20 {
				t.Errorf("%s: %d woorden in %q", g.naam, n, z)
			}
			if w := verboden.FindString(z); w != "" {
				t.Errorf("%s: %q in %q", g.naam, w, z)
			}
		}
	}
}

var (
	dagpatroon   = regexp.MustCompile(`\d{1,2} (januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december) \d{4}`)
	getalpatroon = regexp.MustCompile(`\d+([.,]\d+)?`)
)

// Elke dag en elk getal in de brief staat in het antwoord van het recht, in een feit
// of bij de afzender. Er komt geen getal uit de tekst zelf.
func TestElkGetalKomtErgensVandaan(t *testing.T) {
	for _, g := range gevallen {
		b, a := g.maak(t)
		mag := toegestaan(a)
		for _, z := range zinnen(b) {
			for _, d := range dagpatroon.FindAllString(z, -1) {
				if !slices.Contains(mag, d) {
					t.Errorf("%s: %s in %q staat niet in het antwoord", g.naam, d, z)
				}
			}
			z = strings.NewReplacer("B1", "", "B2", "", "A2", "", afzender.Postadres, "", afzender.Telefoon, "", plek.Tijd, "", plek.Plaats, "").Replace(dagpatroon.ReplaceAllString(z, ""))
			for _, n := range getalpatroon.FindAllString(z, -1) {
				if !slices.Contains(mag, n) {
					t.Errorf("%s: %s in %q staat niet in het antwoord", g.naam, n, z)
				}
			}
		}
	}
}

// toegestaan geeft de dagen en getallen van het antwoord en van de feiten in de gevallen.
func toegestaan(a *recht.Antwoord) []string {
	uit := []string{"12 oktober 2026", "23 november 2026", "1 december 2026", "10 november 2026", "6 september 2027", "4 september 2028", // toets, brief, afspraak, gemist
		"12", "24", "600", "800", "1500"} // uren in de PIP's van de gevallen
	for _, t := range a.Termijnen {
		uit = append(uit, t.Begin.Voluit(), t.Uiterlijk.Voluit())
		for _, s := range t.Uitleg {
			uit = append(uit, getalpatroon.FindString(recht.Waarde(s)), recht.Waarde(s))
		}
	}
	for _, n := range a.Normen {
		uit = append(uit, begrip.Uren(n.Eis).Tekst(), strconv.FormatInt(n.Eis, 10))
	}
	return uit
}

func TestBewarenEnTeruglezen(t *testing.T) {
	for _, g := range gevallen {
		b, _ := g.maak(t)
		een, err := Schrijf(b)
		if err != nil {
			t.Fatal(err)
		}
		terug, err := Lees(een)
		if err != nil || !reflect.DeepEqual(b, terug) {
			t.Errorf("%s: komt anders terug (%v)", g.naam, err)
		}
		opnieuw, _ := g.maak(t)
		twee, err := Schrijf(opnieuw)
		if err != nil || !bytes.Equal(een, twee) {
			t.Errorf("%s: twee keer maken geeft andere bytes (%v)", g.naam, err)
		}
	}
	if _, err := Lees([]byte("{")); err == nil {
		t.Error("een kapotte brief is gelezen")
	}
}

// Wat niet is ingesteld of niet bekend is, staat niet in de brief.
func TestNietsVerzonnen(t *testing.T) {
	feiten := append(begonnen(begrip.GezinEnOverig, dossier.ToetsHaalbaar), feit("p1", "2026-11-23", &dossier.PIPVastgesteld{Leerroute: begrip.RouteB1}))
	feiten[0].Feit.(*dossier.DossierGeopend).Persoonsgegevens = dossier.Persoonsgegevens{Doelgroep: begrip.GezinEnOverig}
	d, a := gerekend(t, feiten, "2026-11-23")
	b, err := PIP(d, a, Afzender{Gemeente: "Gemeente Elders"}, "K-1", "p1")
	if err != nil {
		t.Fatal(err)
	}
	s := tekst(b)
	for _, niet := range []string{"Telefoon", "nummer is", "Contact", "Postbus", "DigiD", "tolk", "voorschool", "Hulp met geld", "toets)"} {
		if strings.Contains(s, niet) {
			t.Errorf("%q is verzonnen:\n%s", niet, s)
		}
	}
	if b.Aanhef != "Beste heer of mevrouw," || len(b.Aan) != 0 {
		t.Errorf("aanhef %q, adres %q", b.Aanhef, b.Aan)
	}
}

func TestZonderFeitGeenBrief(t *testing.T) {
	d, a := gerekend(t, begonnen(begrip.Asielstatushouder, dossier.ToetsHaalbaar), "2026-11-23")
	_, pip := PIP(d, a, afzender, "K", "f2")
	_, oproep := Oproep(d, afzender, "K", "f9", plek)
	_, waarschuwing := Waarschuwing(d, afzender, "K", "", plek)
	for _, err := range []error{pip, oproep, waarschuwing} {
		if !errors.Is(err, ErrGeenFeit) {
			t.Errorf("%v", err)
		}
	}
}

// Het adres moet door het venster van de envelop te lezen zijn, hoe het ook is ingetypt.
func TestPostcodeStaatGoedOpDeEnvelop(t *testing.T) {
	for in, wil := range map[string]string{"1234AB": "1234 AB", "1234 ab": "1234 AB", " 1234  AB": "1234 AB", "B-1000": "B-1000", "12345A": "12345A", "": ""} {
		if uit := postcode(in); uit != wil {
			t.Errorf("postcode(%q) = %q, verwacht %q", in, uit, wil)
		}
	}
}

// Een oproep dreigt alleen met een boete waar de gemeente die kan geven, en noemt de
// bepaling van dat gesprek.
func TestOproepDreigtAlleenWaarEenBoeteKan(t *testing.T) {
	for voor, wil := range map[dossier.Voor]struct {
		boete   bool
		artikel string
	}{
		dossier.VoorBredeIntake: {true, "Wet inburgering 2021 art. 14 lid 1"}, dossier.VoorVoortgangsgesprek: {true, "Wet inburgering 2021 art. 15 lid 1"},
		dossier.VoorMAPEindgesprek: {true, "Besluit inburgering 2021 art. 3.2"}, dossier.VoorPVTOndertekening: {true, "Besluit inburgering 2021 art. 3.1"},
		dossier.VoorZEindgesprek: {false, "Besluit inburgering 2021 art. 3.14"},
	} {
		dreigt := strings.Contains(strings.Join(gevolgen(&dossier.Dossier{}, voor, 0), " "), "boete")
		if dreigt != wil.boete || artikel(grondVan(voor)) != wil.artikel {
			t.Errorf("%s: boete %v en %s, verwacht %v en %s", voor, dreigt, artikel(grondVan(voor)), wil.boete, wil.artikel)
		}
	}
}
