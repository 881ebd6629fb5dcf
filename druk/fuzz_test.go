package druk

import (
	"bytes"
	"testing"

	"traject/kern/brief"
)

// Welke tekst er ook in een dossier staat: er komt een bestand uit, en twee keer hetzelfde.
func FuzzPDF(f *testing.F) {
	for _, s := range []string{"", "Zoë", "ሰላም أمينة", "a\x00b\xff\xfe", "23 mei 2027 lid 1 art. 5", "<>()\\/", "\u202e\u0301e", "€ 12,50"} {
		f.Add(s, 3)
	}
	f.Fuzz(func(t *testing.T, s string, n int) {
		b := brief.Brief{Titel: s, Aanhef: s, Afzender: s, Aan: []string{s}, Gegevens: []brief.Gegeven{{Naam: s, Waarde: s}}, Voet: []string{s}}
		for range min(max(n, 0), 30) {
			b.Blokken = append(b.Blokken, brief.Blok{Soort: brief.Tussenkop, Kop: s}, brief.Blok{Soort: brief.Alinea, Regels: []string{s, s}},
				brief.Blok{Soort: brief.Tabel, Tabelkop: []string{s, s}, Rijen: [][]string{{s, s}, {s}, {s, s, s}}}, brief.Blok{Soort: brief.Lijst, Regels: []string{s}},
				brief.Blok{Soort: brief.Stappen, Stappen: []brief.Stap{{Pictogram: brief.PictoBoek, Kop: s, Regels: []string{s}}}}, brief.Blok{Soort: brief.Kader, Kop: s, Regels: []string{s}})
		}
		een, err := PDF(b)
		if err != nil {
			t.Fatal(err)
		}
		twee, err := PDF(b)
		if err != nil || !bytes.Equal(een, twee) {
			t.Fatalf("twee keer afdrukken verschilt (%v)", err)
		}
		HTML(b)
	})
}
