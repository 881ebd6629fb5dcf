package agenda_test

import (
	"sync"
	"testing"

	"traject/kern/agenda"
	"traject/kern/begrip"
	"traject/kern/dossier"
	"traject/kern/recht"
	"traject/wetten"
)

var laad = sync.OnceValues(wetten.Laad)

func dag(s string) begrip.Datum { return begrip.MoetDag(s) }

// verhaal is een dossier dat in een proef feit voor feit wordt verteld.
type verhaal struct {
	groep  begrip.Doelgroep
	feiten []dossier.Gebeurtenis
}

func (v *verhaal) feit(d string, f dossier.Feit) {
	v.feiten = append(v.feiten, dossier.Gebeurtenis{Nummer: len(v.feiten) + 2, ID: "f" + string(rune('a'+len(v.feiten))), GeldigOp: dag(d), Feit: f})
}

func (v *verhaal) op(tb testing.TB, d string) (*dossier.Dossier, *recht.Antwoord) {
	tb.Helper()
	kop := dossier.Gebeurtenis{Nummer: 1, Feit: &dossier.DossierGeopend{Gemeente: "1940", Beleid: "de-fryske-marren", Stelsel: begrip.Wi2021,
		Persoonsgegevens: dossier.Persoonsgegevens{Doelgroep: v.groep}}}
	x := dossier.Opbouwen(append([]dossier.Gebeurtenis{kop}, v.feiten...), dag(d), 0)
	b, err := laad()
	if err != nil {
		tb.Fatal(err)
	}
	r, _ := b.Recht(begrip.Wi2021, "de-fryske-marren")
	return x, recht.Reken(x, r)
}

func (v *verhaal) taken(tb testing.TB, d string) []agenda.Taak {
	tb.Helper()
	return agenda.Afleiden(v.op(tb, d))
}

// proefTaken vergelijkt de soorten taken, in volgorde.
func proefTaken(t *testing.T, v *verhaal, d string, wil ...string) []agenda.Taak {
	t.Helper()
	taken := v.taken(t, d)
	var got []string
	for _, x := range taken {
		got = append(got, x.Soort)
		if x.Reden == "" || x.Bron == nil || x.Rol == "" {
			t.Errorf("%s: taak %s mist reden, bron of rol: %+v", d, x.Soort, x)
		}
	}
	if len(got) != len(wil) {
		t.Errorf("%s: taken %v, verwacht %v", d, got, wil)
		return taken
	}
	for i := range wil {
		if got[i] != wil[i] {
			t.Errorf("%s: taken %v, verwacht %v", d, got, wil)
			break
		}
	}
	return taken
}

func proefReden(t *testing.T, taken []agenda.Taak, soort, wil string) {
	t.Helper()
	for _, x := range taken {
		if x.Soort == soort {
			if x.Reden != wil {
				t.Errorf("%s: %q, verwacht %q", soort, x.Reden, wil)
			}
			return
		}
	}
	t.Errorf("taak %s ontbreekt", soort)
}

func TestEenTrajectVanBerichtTotAanbod(t *testing.T) {
	v := &verhaal{groep: begrip.Asielstatushouder}
	v.feit("2026-09-03", &dossier.Kennisgeving{})
	v.feit("2026-08-21", &dossier.Inschrijving{Gehuisvest: dossier.Met(true)})
	taken := proefTaken(t, v, "2026-09-07", "intake-oproepen", "pip-vaststellen") // het PIP is de laatste stap
	proefReden(t, taken, "pip-vaststellen", "10 weken na bericht DUO (3 sep)")
	proefReden(t, taken, "intake-oproepen", "Er is nog geen oproep voor de brede intake; het PIP moet klaar zijn op 12 nov")

	v.feit("2026-09-08", &dossier.Opgeroepen{Voor: dossier.VoorBredeIntake, Afspraak: dag("2026-09-17")})
	taken = proefTaken(t, v, "2026-09-08", "verschijnen", "pip-vaststellen")
	proefReden(t, taken, "verschijnen", "Afspraak voor de brede intake op 17 sep")

	weg := &verhaal{groep: v.groep, feiten: append([]dossier.Gebeurtenis{}, v.feiten...)}
	weg.feit("2026-09-17", &dossier.NietVerschenen{Voor: dossier.VoorBredeIntake})
	proefTaken(t, weg, "2026-09-17", "waarschuwen", "intake-oproepen", "pip-vaststellen")
	weg.feit("2026-09-18", &dossier.Gewaarschuwd{Voor: dossier.VoorBredeIntake})
	proefTaken(t, weg, "2026-09-18", "intake-oproepen", "pip-vaststellen")

	v.feit("2026-09-17", &dossier.Verschenen{Voor: dossier.VoorBredeIntake})
	proefTaken(t, v, "2026-09-17", "leerbaarheidstoets", "pip-vaststellen") // afronden kan pas na de toets
	v.feit("2026-09-24", &dossier.Leerbaarheidstoets{Uitslag: dossier.ToetsHaalbaar})
	taken = proefTaken(t, v, "2026-09-24", "intake-afronden", "pip-vaststellen")
	proefReden(t, taken, "intake-afronden", "De brede intake is begonnen en nog niet afgerond; het PIP moet klaar zijn op 12 nov")
	proefReden(t, v.taken(t, "2026-11-12"), "intake-afronden", "De brede intake is begonnen en nog niet afgerond; het PIP moet klaar zijn op 12 nov") // op de laatste dag zelf kan het nog
	proefReden(t, v.taken(t, "2026-11-13"), "intake-afronden", "De brede intake is begonnen en nog niet afgerond; het PIP moest klaar zijn op 12 nov")
	v.feit("2026-10-01", &dossier.IntakeAfgerond{})
	proefTaken(t, v, "2026-10-01", "pip-vaststellen")
	proefTaken(t, v, "2026-11-13", "pip-vaststellen") // verlopen blijft een taak

	v.feit("2026-11-04", &dossier.PIPVastgesteld{Leerroute: begrip.RouteB1})
	taken = proefTaken(t, v, "2026-11-04", "pip-melden", "aanbod-leerroute", "aanbod-map", "voortgangsgesprek")
	proefReden(t, taken, "pip-melden", "10 werkdagen na het PIP (4 nov)")
	proefReden(t, taken, "aanbod-leerroute", "3 maanden na het PIP (4 nov)")
	proefReden(t, taken, "aanbod-map", "6 maanden na het PIP (4 nov)")
	proefReden(t, taken, "voortgangsgesprek", "Eerste gesprek in het eerste jaar")
	v.feit("2026-11-10", &dossier.PIPGemeld{})
	proefTaken(t, v, "2026-11-10", "aanbod-leerroute", "aanbod-map", "voortgangsgesprek")
	v.feit("2026-12-01", &dossier.PlichtGeeindigd{Reden: dossier.EindeVertrokken})
	proefTaken(t, v, "2026-12-01")
}

// Alleen de brede intake en de toets staan op artikel 14; een gesprek later niet.
func TestElkeAfspraakNoemtZijnEigenArtikel(t *testing.T) {
	for voor, wil := range map[dossier.Voor]string{dossier.VoorBredeIntake: "14", dossier.VoorLeerbaarheidstoets: "14", dossier.VoorVoortgangsgesprek: "15",
		dossier.VoorPVTOndertekening: "3.1", dossier.VoorMAPEindgesprek: "3.2", dossier.VoorZEindgesprek: "3.14"} {
		v := &verhaal{groep: begrip.Asielstatushouder}
		v.feit("2026-09-08", &dossier.Opgeroepen{Voor: voor, Afspraak: dag("2026-09-17")})
		heeft := false
		for _, x := range v.taken(t, "2026-09-08") {
			if x.Soort == agenda.Verschijnen {
				heeft = true
				if x.Bron.Artikel != wil {
					t.Errorf("%s: artikel %s, verwacht %s", voor, x.Bron.Artikel, wil)
				}
			}
		}
		if !heeft {
			t.Errorf("%s: de afspraak is geen taak", voor)
		}
	}
}

func TestRedenBijInschrijvingVerhuizingEnDerde(t *testing.T) {
	v := &verhaal{groep: begrip.Asielstatushouder}
	v.feit("2026-03-02", &dossier.Kennisgeving{})
	v.feit("2026-05-18", &dossier.Inschrijving{Gehuisvest: dossier.Met(true)})
	proefReden(t, v.taken(t, "2026-05-18"), "pip-vaststellen", "10 weken na inschrijving (18 mei)")
	v.feit("2026-06-01", &dossier.InformatieOpgevraagd{Bij: "huisarts"})
	proefReden(t, v.taken(t, "2026-06-02"), "pip-vaststellen", "10 weken na inschrijving (18 mei); informatie van een ander is er nog niet, dan schuift de dag op")
	taken := v.taken(t, "2026-09-01")
	proefReden(t, taken, "pip-vaststellen", "De termijn staat stil: de informatie van een ander is er nog niet")
	v.feit("2026-09-02", &dossier.InformatieOntvangen{Bij: "huisarts"})
	proefReden(t, v.taken(t, "2026-09-02"), "pip-vaststellen", "2 weken na de laatste informatie (2 sep)")
	v.feit("2026-12-14", &dossier.Inschrijving{Verhuizing: dossier.Met(true)})
	proefReden(t, v.taken(t, "2027-01-04"), "pip-vaststellen", "10 weken na verhuizing (14 dec 2026)")
}

func TestWatOntbreektWordtEenTaak(t *testing.T) {
	v := &verhaal{}
	v.feit("2026-09-03", &dossier.Kennisgeving{})
	v.feit("2026-09-03", &dossier.SignaalOntvangen{Code: "SS139"})
	taken := proefTaken(t, v, "2026-09-04", "persoon-aanvullen", "toewijzen", "intake-oproepen", "pip-vaststellen", "feit-navragen")
	if taken[0].Uiterlijk != dag("2026-11-12") || taken[0].Termijn != "pip-vaststellen" {
		t.Errorf("wie iemand is moet bekend zijn vóór het PIP, anders staat het eerste werk onderaan: %+v", taken[0])
	}
	proefReden(t, taken, "feit-navragen", "De dag van inschrijving ontbreekt; vraag het aan de basisregistratie")
}

func TestAandachtKomtKortVoorDeLaatsteDag(t *testing.T) {
	v := &verhaal{groep: begrip.GezinEnOverig}
	v.feit("2024-06-18", &dossier.PIPVastgesteld{Leerroute: begrip.RouteB1})
	for d, wil := range map[string]bool{"2025-10-17": false, "2025-10-18": true, "2025-12-18": true, "2025-12-19": false} {
		heeft := false
		for _, x := range v.taken(t, d) {
			if x.Soort == "leerroute-wijzigen" {
				heeft = true
				if x.Reden != "18 maanden na het PIP (18 jun 2024)" && x.Reden != "18 maanden na het PIP (18 jun)" {
					t.Errorf("reden: %s", x.Reden)
				}
			}
		}
		if heeft != wil {
			t.Errorf("%s: de laatste keuze van leerroute is een taak: %v, verwacht %v", d, heeft, wil)
		}
	}
}

func TestAfsluiten(t *testing.T) {
	v := &verhaal{groep: begrip.GezinEnOverig}
	v.feit("2024-05-06", &dossier.Kennisgeving{})
	v.feit("2024-04-29", &dossier.Inschrijving{})
	v.feit("2024-06-18", &dossier.PIPVastgesteld{Leerroute: begrip.RouteZ})
	v.feit("2025-06-02", &dossier.Uren{Wat: dossier.UrenMAPPraktijk, Aantal: dossier.Met(40 * begrip.Uur)})
	v.feit("2025-06-02", &dossier.Uren{Wat: dossier.UrenMAPKlassikaal, Aantal: dossier.Met(20 * begrip.Uur)})
	v.feit("2025-06-02", &dossier.Uren{Wat: dossier.UrenNT2, Aantal: dossier.Met(800 * begrip.Uur), Keurmerk: dossier.KeurmerkBOW})
	v.feit("2024-06-20", &dossier.PIPGemeld{})
	v.feit("2024-08-01", &dossier.Aangeboden{Wat: dossier.AanbodMAP})
	proefTaken(t, v, "2025-07-01", "eindgesprek-map", "eindgesprek-z")
	v.feit("2025-07-02", &dossier.Eindgesprek{Van: dossier.EindgesprekMAP})
	v.feit("2025-07-02", &dossier.Eindgesprek{Van: dossier.EindgesprekZ})
	v.feit("2025-07-02", &dossier.Uren{Wat: dossier.UrenPVT, Aantal: dossier.Met(12 * begrip.Uur)})
	v.feit("2025-07-02", &dossier.PVTActiviteit{})
	v.feit("2025-07-02", &dossier.PVTOndertekend{})
	proefTaken(t, v, "2025-07-02", "afronden")
}

// Wie aan de plicht voldeed, krijgt geen leerroute en geen MAP meer aangeboden: wat te laat
// bleef, blijft in het antwoord staan en is geen werk meer. Melden moet nog wel.
func TestNaDePlichtIsEenAanbodGeenWerk(t *testing.T) {
	v := &verhaal{groep: begrip.Asielstatushouder}
	v.feit("2024-05-06", &dossier.Kennisgeving{})
	v.feit("2024-04-29", &dossier.Inschrijving{Gehuisvest: dossier.Met(true)})
	v.feit("2024-06-18", &dossier.PIPVastgesteld{Leerroute: begrip.RouteB1})
	proefTaken(t, v, "2026-11-22", "pip-melden", "aanbod-leerroute", "aanbod-map")
	v.feit("2026-11-20", &dossier.PlichtGeeindigd{Reden: dossier.EindeVoldaan})
	proefTaken(t, v, "2026-11-22", "pip-melden")
	if _, a := v.op(t, "2026-11-22"); !verlopen(a, "aanbod-leerroute") || !verlopen(a, "aanbod-map") {
		t.Error("dat het aanbod te laat was, moet te zien blijven")
	}

	zonder := &verhaal{groep: begrip.Asielstatushouder} // vrijgesteld voordat er een PIP was, dat te laat was
	zonder.feit("2024-05-06", &dossier.Kennisgeving{})
	zonder.feit("2024-04-29", &dossier.Inschrijving{Gehuisvest: dossier.Met(true)})
	zonder.feit("2024-11-20", &dossier.PlichtGeeindigd{Reden: dossier.EindeVrijgesteld})
	proefTaken(t, zonder, "2024-11-21")
}

func verlopen(a *recht.Antwoord, sleutel string) bool {
	t, ok := a.Termijn(sleutel)
	return ok && t.Stand == recht.Verlopen
}

func TestBeslissenOverEenBoete(t *testing.T) {
	v := &verhaal{groep: begrip.GezinEnOverig}
	v.feit("2025-02-10", &dossier.Overtreding{Gedraging: dossier.Begeleiding, Verwijtbaarheid: dossier.NormaalVerwijt})
	v.feiten[0].ID = "o1"
	v.feit("2025-03-03", &dossier.Rapport{Overtreding: "o1"})
	for _, x := range v.taken(t, "2025-03-04") {
		if x.Soort == "beslissen" && x.Over == "o1" && x.Rol == begrip.Teamleider && x.Uiterlijk == dag("2025-06-02") && x.Reden == "13 weken na het rapport (3 mrt)" {
			return
		}
	}
	t.Errorf("de taak om te beslissen ontbreekt: %+v", v.taken(t, "2025-03-04"))
}

func TestFase(t *testing.T) {
	v := &verhaal{groep: begrip.GezinEnOverig}
	proef := func(d, wil string) {
		t.Helper()
		if got := agenda.Fase(v.op(t, d)); got != wil {
			t.Errorf("%s: fase %s, verwacht %s", d, got, wil)
		}
	}
	v.feit("2024-01-08", &dossier.Kennisgeving{})
	proef("2024-01-08", agenda.FaseAanmelding)
	v.feit("2024-01-15", &dossier.Opgeroepen{Voor: dossier.VoorBredeIntake, Afspraak: dag("2024-01-29")})
	proef("2024-01-15", agenda.FaseIntake)
	v.feit("2024-02-05", &dossier.IntakeAfgerond{})
	proef("2024-02-05", agenda.FasePlan)
	v.feit("2024-03-01", &dossier.PIPVastgesteld{Leerroute: begrip.RouteB1})
	proef("2024-03-01", agenda.FaseLeren)
	proef("2027-03-02", agenda.FaseVerlopen)
	v.feit("2027-01-04", &dossier.TermijnVerlengd{Maanden: dossier.Met(6)})
	proef("2027-03-02", agenda.FaseVerlengd)
	v.feit("2027-05-03", &dossier.PlichtGeeindigd{Reden: dossier.EindeVoldaan})
	proef("2027-05-03", agenda.FaseAfgerond)
}

// Tot de dag van herzien verandert er zonder nieuw feit niets aan de taken; de fase ook niet.
func TestHerzienIsDeEersteDagWaaropIetsVerandert(t *testing.T) {
	v := &verhaal{groep: begrip.Asielstatushouder}
	v.feit("2024-01-08", &dossier.Kennisgeving{})
	v.feit("2024-01-02", &dossier.Inschrijving{Gehuisvest: dossier.Met(true)})
	v.feit("2024-01-15", &dossier.Opgeroepen{Voor: dossier.VoorBredeIntake, Afspraak: dag("2024-01-29")})
	v.feit("2024-01-10", &dossier.BijstandToegekend{})
	v.feit("2024-03-01", &dossier.PIPVastgesteld{Leerroute: begrip.RouteB1})
	beeld := func(d begrip.Datum) string {
		x, a := v.op(t, d.String())
		s := agenda.Fase(x, a)
		for _, y := range agenda.Afleiden(x, a) {
			s += "|" + y.Soort + y.Over + y.Uiterlijk.String()
		}
		for _, y := range a.Termijnen {
			s += "|" + y.Naam() + string(y.Stand)
		}
		return s
	}
	d, stappen := dag("2024-03-01"), 0
	for d < dag("2027-06-01") {
		x, a := v.op(t, d.String())
		volgende := agenda.Herzien(x, a)
		if volgende == 0 {
			volgende = dag("2027-06-01")
		}
		if volgende <= d {
			t.Fatalf("op %s is herzien %s", d, volgende)
		}
		for e := d.Plus(1); e < volgende; e++ {
			if beeld(e) != beeld(d) {
				t.Fatalf("tussen %s en %s verandert er al iets op %s:\n%s\n%s", d, volgende, e, beeld(d), beeld(e))
			}
		}
		d = volgende
		stappen++
	}
	if stappen < 5 {
		t.Errorf("maar %d dagen waarop iets verandert", stappen)
	}
}
