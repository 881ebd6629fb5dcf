package app

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"traject/kern/begrip"
)

// Wat een lijst toont en wat een dossier toestaat is voor elke rol en elke handeling
// hetzelfde: het filter is uit de regels afgeleid en spreekt ze nergens tegen.
func TestLijstenZeggenHetzelfdeAlsDeRegels(t *testing.T) {
	mensen := []string{"", "ik", "ander"}
	teams := []string{"", "noord", "zuid"}
	vergeleken := 0
	for _, rol := range alleRollen {
		for _, wat := range []handeling{dossierZien, takenZien, lijstZien, besluitenZien} {
			for _, mijnTeam := range teams {
				wie := Wie{Gebruiker: "ik", Rol: rol, Gemeente: "0001", Team: mijnTeam}
				z, heeft := zicht(wie, wat, false)
				for _, km := range mensen {
					for _, teamVan := range teams {
						if (km == "") != (teamVan == "") { // een dossier van niemand heeft geen team
							continue
						}
						// Het eigen dossier staat op naam van het eigen team.
						if km == "ik" && teamVan != mijnTeam {
							continue
						}
						van := eigenaar{gemeente: "0001", nummer: "2026-0001", klantmanager: km, team: teamVan}
						inLijst := heeft && z.Ziet(km, teamVan)
						if inLijst && !magBij(wie, wat, van) {
							t.Errorf("%s (team %q) ziet in een lijst een dossier van %q (%q) dat bij %s niet mag", rol, mijnTeam, km, teamVan, wat)
						}
						van.gemeente = "0002"
						if magBij(wie, wat, van) {
							t.Errorf("%s mag %s in een andere gemeente", rol, wat)
						}
						vergeleken++
					}
				}
			}
		}
	}
	if vergeleken < 400 {
		t.Errorf("maar %d combinaties", vergeleken)
	}
}

// De tafel zoals een functionaris gegevensbescherming haar leest: rol, handeling, bereik.
func TestTafelVanRollen(t *testing.T) {
	woorden := map[bereik]string{zichzelf: "zichzelf", deelnemers: "deelnemers", eigen: "eigen", team: "team", gemeente: "gemeente"}
	tafel := map[begrip.Rol]string{
		begrip.Klantmanager: "dossierZien:team dossierHandelen:team bsnZien:team gezondheidZien:eigen dossierToewijzen:team dossierMeenemen:team " +
			"dossierInlezen:gemeente takenZien:team lijstZien:team besluitenZien:team signalenZien:gemeente signaalKoppelen:gemeente",
		begrip.Teamleider: "dossierZien:gemeente dossierHandelen:gemeente bsnZien:gemeente boeteBeslissen:gemeente dossierToewijzen:gemeente " +
			"dossierMeenemen:gemeente dossierInlezen:gemeente takenZien:gemeente lijstZien:gemeente besluitenZien:gemeente cijfersZien:gemeente " +
			"signalenZien:gemeente signaalKoppelen:gemeente medewerkersBeheren:gemeente vernietigen:gemeente vernietigenGoedkeuren:gemeente vernietigingZien:gemeente " +
			"langeSetZien:gemeente verwerkersZien:gemeente verwerkersWijzigen:gemeente",
		begrip.Jurist: "dossierZien:gemeente dossierHandelen:gemeente bsnZien:gemeente gezondheidZien:gemeente boeteBeslissen:gemeente " +
			"dossierMeenemen:gemeente lijstZien:gemeente besluitenZien:gemeente inzageGeven:gemeente vernietigen:gemeente " +
			"vernietigenGoedkeuren:gemeente vernietigingZien:gemeente langeSetZien:gemeente verwerkersZien:gemeente",
		begrip.Beleid:           "cijfersZien:gemeente verwerkersZien:gemeente verwerkersWijzigen:gemeente",
		begrip.Toezichthouder:   "cijfersZien:gemeente auditZien:gemeente vernietigingZien:gemeente verwerkersZien:gemeente",
		begrip.Applicatiebeheer: "signalenZien:gemeente opslagZien:gemeente medewerkersBeheren:gemeente",
		begrip.Inburgeraar:      "dossierZien:zichzelf inzageGeven:zichzelf",
		begrip.AanbiederTaal:    "bsnZien:deelnemers cursistZien:deelnemers voortgangGeven:deelnemers",
		begrip.AanbiederOverig:  "cursistZien:deelnemers voortgangGeven:deelnemers",
		begrip.Systeem:          "dossierZien:gemeente dossierHandelen:gemeente opslagZien:gemeente",
	}
	for _, rol := range alleRollen {
		var is []string
		for _, wat := range alleHandelingen {
			if b := bereikVan(Wie{Rol: rol, Gemeente: "0001"}, wat); b != nergens {
				is = append(is, string(wat)+":"+woorden[b])
			}
		}
		if s := strings.Join(is, " "); s != tafel[rol] {
			t.Errorf("%s mag\n  %s\nen hoort te mogen\n  %s", rol, s, tafel[rol])
		}
	}
}

// De grenzen die de wet zelf stelt, één voor één.
func TestGrenzenVanDeWet(t *testing.T) {
	wie := func(rol begrip.Rol) Wie {
		return Wie{Gebruiker: "ik", Rol: rol, Gemeente: "0001", Team: "noord", Aanbieder: "school"}
	}
	van := eigenaar{gemeente: "0001", nummer: "2026-0001", klantmanager: "ander", team: "zuid", aanbieder: "school", wat: "leerroute", rapporteur: "ik"}
	metReden, metGrond, vanMij := van, van, van
	metReden.reden, metGrond.grond, vanMij.klantmanager = true, true, "ik"
	kaart := van
	kaart.wat = "map"
	ander := van
	ander.aanbieder, ander.rapporteur = "andere school", "ander"
	for _, g := range []struct {
		zin string
		rol begrip.Rol
		wat handeling
		van eigenaar
		mag bool
	}{
		{"een taalschool ziet het BSN van de eigen cursist", begrip.AanbiederTaal, bsnZien, van, true},
		{"maar niet van een ander", begrip.AanbiederTaal, bsnZien, ander, false},
		{"en ook niet wie er iets anders doet", begrip.AanbiederTaal, cursistZien, kaart, false},
		{"een andere aanbieder ziet de eigen deelnemer", begrip.AanbiederOverig, cursistZien, kaart, true},
		{"en niet wie er les krijgt", begrip.AanbiederOverig, cursistZien, van, false},
		{"maar nooit het BSN", begrip.AanbiederOverig, bsnZien, kaart, false},
		{"ook niet van wie er les krijgt", begrip.AanbiederOverig, bsnZien, metReden, false},
		{"een aanbieder opent geen dossier", begrip.AanbiederTaal, dossierZien, van, false},
		{"zonder reden niet in het dossier van een ander team", begrip.Klantmanager, dossierZien, van, false},
		{"met een reden wel", begrip.Klantmanager, dossierZien, metReden, true},
		{"een reden opent geen gegevens over gezondheid", begrip.Klantmanager, gezondheidZien, metReden, false},
		{"de behandelend klantmanager leest die wel", begrip.Klantmanager, gezondheidZien, vanMij, true},
		{"een reden helpt applicatiebeheer niet", begrip.Applicatiebeheer, dossierZien, metReden, false},
		{"de jurist leest zonder grond niets over de partner", begrip.Jurist, partnerZien, van, false},
		{"en met een grond wel", begrip.Jurist, partnerZien, metGrond, true},
		{"wie het rapport maakte beslist niet", begrip.Jurist, boeteBeslissen, van, false},
		{"een ander wel", begrip.Jurist, boeteBeslissen, ander, true},
		{"een klantmanager beslist nooit over een boete", begrip.Klantmanager, boeteBeslissen, ander, false},
	} {
		if magBij(wie(g.rol), g.wat, g.van) != g.mag {
			t.Errorf("%s: dat klopt niet", g.zin)
		}
	}
	for rol, wil := range map[begrip.Rol]string{begrip.AanbiederTaal: "leerroute", begrip.AanbiederOverig: "map pvt begeleiding", begrip.Klantmanager: "", begrip.Systeem: ""} {
		if is := strings.Join(regels.wat[rol], " "); is != wil {
			t.Errorf("%s ziet deelnemers aan %q", rol, is)
		}
	}
	if MagBoeteBeslissen(wie(begrip.Jurist), "ik") || !MagBoeteBeslissen(wie(begrip.Jurist), "ander") || MagBoeteBeslissen(wie(begrip.Beleid), "ander") {
		t.Error("rapporteren en beslissen zijn niet gescheiden")
	}
}

// Bij elke regel staat de bepaling waarop zij rust, en elke naam in het bestand bestaat.
func TestElkeRegelNoemtHaarBepaling(t *testing.T) {
	stukken := strings.Split(string(rechtentekst), "@id(")
	for i, stuk := range stukken[1:] {
		voor := stukken[i]
		opmerking := voor[strings.LastIndex(voor, ";")+1:]
		if !regexp.MustCompile(`(?m)^// .*|art\. [0-9]`).MatchString(opmerking) || !regexp.MustCompile(`art\.\s+[0-9]`).MatchString(opmerking) {
			t.Errorf("bij regel %s staat geen bepaling", strings.SplitN(stuk, ")", 2)[0])
		}
	}
	for _, m := range regexp.MustCompile(`Handeling::"([^"]*)"`).FindAllStringSubmatch(string(rechtentekst), -1) {
		if !slices.Contains(alleHandelingen, handeling(m[1])) {
			t.Errorf("de handeling %s bestaat niet", m[1])
		}
	}
	for _, m := range regexp.MustCompile(`Rol::"([^"]*)"`).FindAllStringSubmatch(string(rechtentekst), -1) {
		if !slices.Contains(alleRollen, begrip.Rol(m[1])) {
			t.Errorf("de rol %s bestaat niet", m[1])
		}
	}
}

func TestEenKapotteRegelingWordtGeweigerd(t *testing.T) {
	if _, err := leesRegeling([]byte("permit (")); err == nil {
		t.Error("een half bestand is gelezen")
	}
	// Een regel die struikelt staat niets toe.
	r, err := leesRegeling([]byte(`permit (principal, action, resource); permit (principal, action, resource) when { resource.onbekend == "x" };`))
	if err != nil {
		t.Fatal(err)
	}
	if r.beslis(Wie{Rol: begrip.Jurist, Gemeente: "0001"}, dossierZien, eigenaar{gemeente: "0001", nummer: "1"}) {
		t.Error("een regel die niet te wegen is stond iets toe")
	}
}

func BenchmarkRechtBijEenDossier(b *testing.B) {
	wie := Wie{Gebruiker: "ik", Rol: begrip.Klantmanager, Gemeente: "0001", Team: "noord"}
	van := eigenaar{gemeente: "0001", nummer: "2026-0001", klantmanager: "ander", team: "noord"}
	b.ReportAllocs()
	for b.Loop() {
		if !magBij(wie, dossierZien, van) {
			b.Fatal("mag niet")
		}
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "besluiten/s")
}

func BenchmarkFilterVanEenLijst(b *testing.B) {
	wie := Wie{Gebruiker: "ik", Rol: begrip.Klantmanager, Gemeente: "0001", Team: "noord"}
	for b.Loop() {
		if _, ok := zicht(wie, takenZien, false); !ok {
			b.Fatal("geen lijst")
		}
	}
}
