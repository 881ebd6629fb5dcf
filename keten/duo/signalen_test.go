package duo

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"traject/kern/agenda"
	"traject/kern/begrip"
	"traject/kern/dossier"
)

// alleCodes zijn de veertig codes van DUO's lijst van juni 2026, hier los van de tabel
// opgeschreven zodat een verdwenen regel opvalt.
var alleCodes = strings.Fields(`
	SS101 SS102 SS103 SS104 SS106 SS107 SS108 SS109 SS110 SS111
	SS112 SS113 SS114 SS115 SS116 SS117 SS118 SS119 SS120 SS121
	SS122 SS123 SS124 SS125 SS126 SS127 SS128 SS129 SS130 SS131
	SS132 SS133 SS135 SS136 SS137 SS139 SS140 SS141 SS142 SS199`)

func TestAlleVeertigCodesZijnBekend(t *testing.T) {
	if n := len(Signalen()); n != 40 || len(alleCodes) != 40 {
		t.Fatalf("de tabel telt %d codes, de lijst van DUO %d; verwacht 40", n, len(alleCodes))
	}
	for _, code := range alleCodes {
		s, ok := ZoekSignaal(code)
		if !ok {
			t.Errorf("%s staat niet in de tabel", code)
			continue
		}
		if s.Code != code || s.Omschrijving == "" {
			t.Errorf("%s is niet volledig: %+v", code, s)
		}
		if len(s.Lezen) == 0 && !s.Attentie {
			t.Errorf("%s is geen attentie en zegt toch niet waar de bijzonderheden staan", code)
		}
		klein, ok := ZoekSignaal(strings.ToLower(code))
		if !ok || klein.Code != code {
			t.Errorf("%s in kleine letters wordt niet herkend", code)
		}
	}
}

func TestAttentiesignalenZijnDieVanDUO(t *testing.T) {
	verwacht := []string{"SS112", "SS122", "SS123", "SS126", "SS127", "SS132", "SS133", "SS135", "SS136", "SS140", "SS141", "SS142"}
	var kreeg []string
	for _, s := range Signalen() {
		if s.Attentie {
			kreeg = append(kreeg, s.Code)
		}
	}
	if !slices.Equal(kreeg, verwacht) {
		t.Errorf("attentiesignalen: %v; verwacht %v", kreeg, verwacht)
	}
}

func TestVolgletterVanSS127TeltNiet(t *testing.T) {
	for _, code := range []string{"SS127", "SS127a", "SS127c", "SS127C", "ss127b"} {
		if s, ok := ZoekSignaal(code); !ok || s.Code != "SS127" {
			t.Errorf("%s wordt niet als SS127 herkend", code)
		}
	}
	for _, code := range []string{"", "SS105", "SS134", "SS138", "SS999", "SS1270", "SS139A", "X"} {
		if s, ok := ZoekSignaal(code); ok {
			t.Errorf("%q is geen bekende code en werd %s", code, s.Code)
		}
	}
}

func TestWatEenCodeZelfAlZegt(t *testing.T) {
	dag := begrip.MoetDag("2026-09-14")
	gevallen := []struct {
		zin  string
		code string
		al   []dossier.Gebeurtenis
		wil  []dossier.Soort
	}{
		{"SS101 zegt dat de plicht er is", "SS101", nil, []dossier.Soort{dossier.SoortPlichtOntstaan}},
		{"SS101 nog eens voegt niets toe", "SS101", feiten(&dossier.PlichtOntstaan{}), nil},
		{"SS128 ook", "SS128", nil, []dossier.Soort{dossier.SoortPlichtOntstaan}},
		{"SS139 is de kennisgeving", "SS139", nil, []dossier.Soort{dossier.SoortKennisgeving}},
		{"SS139 nog eens voegt niets toe", "SS139", feiten(&dossier.Kennisgeving{}), nil},
		{"SS139 voor wie uit het azc komt is de inschrijving", "SS139", feiten(&dossier.Kennisgeving{}, &dossier.Koppeling{AZC: "Burgum"}), []dossier.Soort{dossier.SoortInschrijving}},
		{"SS120 is de inschrijving na een verhuizing", "SS120", nil, []dossier.Soort{dossier.SoortInschrijving}},
		{"SS121 ook", "SS121", nil, []dossier.Soort{dossier.SoortInschrijving}},
		{"SS124 vraagt eerst lezen: de dag is niet bekend", "SS124", nil, nil},
		{"SS110 vraagt eerst lezen: de reden is niet bekend", "SS110", nil, nil},
	}
	for _, g := range gevallen {
		t.Run(g.zin, func(t *testing.T) {
			var d *dossier.Dossier
			if g.al != nil {
				d = dossier.Opbouwen(g.al, dag, 0)
			}
			s, _ := ZoekSignaal(g.code)
			var kreeg []dossier.Soort
			for _, f := range s.Feiten(d, dag) {
				kreeg = append(kreeg, f.Feit.Soort())
			}
			if !slices.Equal(kreeg, g.wil) {
				t.Errorf("kreeg %v, verwacht %v", kreeg, g.wil)
			}
		})
	}
}

func TestDeTabelEnDeVertalingZijnHetEens(t *testing.T) {
	dag := begrip.MoetDag("2026-09-14")
	for _, s := range Signalen() {
		kreeg := dossier.Soort("")
		for _, f := range s.Feiten(nil, dag) {
			kreeg = f.Feit.Soort()
		}
		if kreeg != s.Feit {
			t.Errorf("%s: de tabel noemt %q, de vertaling geeft %q", s.Code, s.Feit, kreeg)
		}
	}
}

// feiten geeft een dossier waarin de feiten een half jaar eerder bekend werden.
func feiten(ff ...dossier.Feit) []dossier.Gebeurtenis {
	var uit []dossier.Gebeurtenis
	for i, f := range ff {
		uit = append(uit, dossier.Gebeurtenis{Nummer: i + 1, GeldigOp: begrip.MoetDag("2026-03-02"), Feit: f})
	}
	return uit
}

// Welk werk een code geeft staat in kern/agenda, die DUO niet kent. Beide lijsten noemen
// dezelfde codes.
func TestElkeCodeHeeftHaarWerk(t *testing.T) {
	var hier, daar []string
	for _, s := range Signalen() {
		hier = append(hier, s.Code)
	}
	for _, w := range agenda.Signaaltaken() {
		daar = append(daar, w.Code)
		if w.Taak == "" || w.Rol == "" {
			t.Errorf("%s zegt niet wat iemand moet doen of wie: %+v", w.Code, w)
		}
	}
	if !slices.Equal(hier, daar) {
		t.Errorf("de tabellen verschillen:\n%v\n%v", hier, daar)
	}
}

// De volgorde van aankomst maakt niet uit: de feiten van de eerste dag blijven over.
func TestSignalenInElkeVolgorde(t *testing.T) {
	dagen := map[string]begrip.Datum{"a": begrip.MoetDag("2026-03-02"), "b": begrip.MoetDag("2026-04-07"), "c": begrip.MoetDag("2026-05-11")}
	for _, codes := range [][]string{{"SS139", "SS139", "SS139"}, {"SS101", "SS128", "SS101"}, {"SS139", "SS120", "SS139"}, {"SS121", "SS139", "SS139"}} {
		var eerste string
		for _, volgorde := range []string{"abc", "acb", "bac", "bca", "cab", "cba"} {
			log := []dossier.Gebeurtenis{{Nummer: 1, ID: "k", GeldigOp: begrip.MoetDag("2026-01-05"), Bron: "coa", Feit: &dossier.Koppeling{AZC: "Burgum"}}}
			for i := range volgorde {
				dag := dagen[volgorde[i:i+1]]
				code := codes[volgorde[i]-'a']
				s, _ := ZoekSignaal(code)
				erbij := s.Feiten(dossier.Opbouwen(log, begrip.MoetDag("2026-09-14"), 0), dag)
				erbij = append([]dossier.Gebeurtenis{{GeldigOp: dag, Feit: &dossier.SignaalOntvangen{Code: code}}}, erbij...)
				for _, g := range erbij {
					g.Nummer, g.Bron = len(log)+1, "duo"
					g.ID = "f" + strconv.Itoa(g.Nummer)
					log = append(log, g)
				}
			}
			var stand []string
			for _, g := range dossier.Opbouwen(log, begrip.MoetDag("2026-09-14"), 0).Feiten {
				stand = append(stand, g.GeldigOp.String()+" "+string(g.Soort()))
			}
			slices.Sort(stand)
			if kreeg := strings.Join(stand, ", "); eerste == "" {
				eerste = kreeg
			} else if kreeg != eerste {
				t.Errorf("%v in volgorde %s: %s\nen anders: %s", codes, volgorde, kreeg, eerste)
			}
		}
	}
}
