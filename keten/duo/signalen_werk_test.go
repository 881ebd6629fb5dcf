package duo_test

import (
	"slices"
	"strings"
	"testing"

	"traject/kern/agenda"
	"traject/kern/begrip"
	"traject/kern/dossier"
	"traject/kern/recht"
	"traject/keten/duo"
	"traject/wetten"
)

// De tabel van alle codes: in welk dossier zij komt, welke feiten de code zelf brengt,
// welk werk er daarna ligt (soort van de taak), voor wie en tot wanneer, en welk feit dat
// werk doet. Een streepje is geen laatste dag: daar geeft de wet er geen.
//
// dossier:  nieuw    een persoon die niemand kent; het signaal opent het dossier
//
//	intake   kennisgeving op 2 maart, nog geen PIP
//	leren    een asielstatushouder met een PIP van 2 maart
//	einde    de plicht is op 1 april voorbij
const werktabel = `
code   | dossier | feiten            | taak                   | rol          | laatste dag | gedaan door
SS101  | nieuw   | plicht-ontstaan   | intake-oproepen        | klantmanager | -           | pip-vaststelling
SS102  | leren   |                   | signaal                | klantmanager | -           | gelezen
SS103  | leren   |                   | signaal                | klantmanager | -           | termijn-verlengd
SS104  | leren   |                   | signaal                | klantmanager | -           | termijn-verlengd
SS106  | leren   |                   | signaal                | klantmanager | -           | plicht-geeindigd
SS107  | leren   |                   | signaal                | klantmanager | -           | plicht-geeindigd
SS108  | leren   |                   | signaal                | klantmanager | -           | plicht-geeindigd
SS109  | leren   |                   | signaal                | klantmanager | -           | uren
SS110  | leren   |                   | signaal                | klantmanager | -           | plicht-geeindigd
SS111  | leren   |                   | signaal                | klantmanager | -           | overleden
SS112  | leren   |                   | signaal                | klantmanager | -           | SS113
SS113  | leren   |                   | signaal                | klantmanager | -           | voortgangsgesprek
SS114  | leren   |                   | signaal                | klantmanager | -           | voortgangsgesprek
SS115  | leren   |                   | signaal                | klantmanager | -           | voortgangsgesprek
SS116  | leren   |                   | signaal                | klantmanager | -           | leerroute-gewijzigd
SS117  | leren   |                   | signaal                | klantmanager | -           | leerroute-gewijzigd
SS118  | leren   |                   | signaal                | klantmanager | -           | voortgangsgesprek
SS119  | leren   |                   | signaal                | klantmanager | -           | leerroute-gewijzigd
SS120  | nieuw   | inschrijving      | pip-vaststellen        | klantmanager | 2026-06-11  | pip-vaststelling
SS121  | nieuw   | inschrijving      | signaal                | klantmanager | 2026-06-11  | informatie-opgevraagd
SS122  | leren   |                   | signaal                | klantmanager | -           | afgehandeld
SS123  | leren   |                   | signaal                | klantmanager | -           | uren
SS124  | leren   |                   | signaal                | klantmanager | -           | voortgangsgesprek
SS125  | leren   |                   | aanbod-leerroute       | klantmanager | 2026-06-02  | aangeboden
SS126  | intake  |                   | pip-vaststellen        | klantmanager | 2026-05-08  | pip-vaststelling
SS127c | leren   |                   | aanbod-leerroute       | klantmanager | 2026-06-02  | aangeboden
SS128  | nieuw   | plicht-ontstaan   | signaal                | klantmanager | -           | pip-vaststelling
SS129  | nieuw   |                   | intake-oproepen        | klantmanager | -           | pip-vaststelling
SS130  | leren   |                   | signaal                | klantmanager | -           | voortgangsgesprek
SS131  | intake  |                   | signaal                | klantmanager | -           | leerbaarheidstoets
SS132  | intake  |                   | pip-vaststellen        | klantmanager | 2026-05-08  | pip-vaststelling
SS133  | leren   |                   | signaal                | klantmanager | -           | leerroute-gewijzigd
SS135  | leren   |                   | signaal                | klantmanager | -           | leerroute-gewijzigd
SS136  | leren   |                   | signaal                | klantmanager | -           | leerroute-gewijzigd
SS137  | intake  |                   | signaal                | klantmanager | -           | leerbaarheidstoets
SS139  | nieuw   | kennisgeving      | pip-vaststellen        | klantmanager | 2026-06-11  | pip-vaststelling
SS140  | leren   |                   | signaal                | klantmanager | -           | SS118
SS141  | einde   |                   | signaal                | klantmanager | -           | afgehandeld
SS142  | leren   |                   | signaal                | klantmanager | -           | voortgangsgesprek
SS199  | leren   |                   | signaal                | klantmanager | -           | examen
ZZ9    | leren   |                   | signaal                | klantmanager | -           | afgehandeld
`

var (
	dagSignaal = begrip.MoetDag("2026-04-02")
	dagErna    = begrip.MoetDag("2026-04-20")
)

func TestElkeCodeGeeftHaarWerk(t *testing.T) {
	boek, err := wetten.Laad()
	if err != nil {
		t.Fatal(err)
	}
	r, _ := boek.Recht(begrip.Wi2021, "de-fryske-marren")
	gezien := map[string]bool{}
	for _, regel := range strings.Split(strings.TrimSpace(werktabel), "\n")[1:] {
		v := strings.Split(regel, "|")
		for i := range v {
			v[i] = strings.TrimSpace(v[i])
		}
		code, in, feiten, soort, rol, uiterlijk, door := v[0], v[1], v[2], v[3], v[4], v[5], v[6]
		gezien[dossier.Signaalcode(code)] = true
		t.Run(code, func(t *testing.T) {
			log := beginstand(in)
			sig, _ := duo.ZoekSignaal(code)
			var d *dossier.Dossier
			if in != "nieuw" {
				d = dossier.Opbouwen(log, dagSignaal, 0)
			} else if !sig.Opent {
				t.Error("deze code hoort een dossier te openen")
			}
			bij := sig.Feiten(d, dagSignaal)
			var soorten []string
			for _, g := range bij {
				soorten = append(soorten, string(g.Soort()))
			}
			if strings.Join(soorten, " ") != feiten {
				t.Errorf("feiten %v, in de tabel %q", soorten, feiten)
			}
			log = voeg(log, dagSignaal, "duo", &dossier.SignaalOntvangen{Code: code, BerichtID: "b-1", Omschrijving: sig.Omschrijving})
			signaal := log[len(log)-1].ID
			for _, g := range bij {
				log = voeg(log, dagSignaal, "duo", g.Feit)
			}
			x := taak(log, r, soort)
			if x == nil {
				t.Fatalf("geen taak %q; wel %v", soort, soortenVan(log, r))
			}
			dag := x.Uiterlijk.String()
			if x.Uiterlijk == 0 {
				dag = "-"
			}
			if string(x.Rol) != rol || dag != uiterlijk {
				t.Errorf("taak voor %s tot %s; in de tabel %s tot %s", x.Rol, dag, rol, uiterlijk)
			}
			if (x.Uiterlijk != 0) != (x.Bron != nil) && soort == agenda.SignaalAfhandelen {
				t.Errorf("een laatste dag staat bij haar artikel: %+v", x)
			}
			if soort == agenda.SignaalAfhandelen && !strings.HasPrefix(x.Reden, code+" van 2 apr") {
				t.Errorf("de reden noemt het bericht niet: %s", x.Reden)
			}
			for _, f := range gedaan(door, signaal, code) {
				log = voeg(log, dagErna, "balie", f)
			}
			if na := taak(log, r, soort); na != nil && (soort == agenda.SignaalAfhandelen && na.Over == signaal || soort == "aanbod-leerroute" || soort == agenda.IntakeOproepen) {
				t.Errorf("na %s is het werk gedaan, maar er staat: %s", door, na.Reden)
			}
			if na := taakOver(log, r, signaal); na != nil {
				t.Errorf("het bericht vraagt nog iets: %s", na.Reden)
			}
		})
	}
	for _, s := range duo.Signalen() {
		if !gezien[s.Code] {
			t.Errorf("%s staat niet in de tabel", s.Code)
		}
	}
}

// Elk bericht, wat de code ook is, gaat weg met één knop.
func TestElkBerichtIsAfTeHandelen(t *testing.T) {
	boek, err := wetten.Laad()
	if err != nil {
		t.Fatal(err)
	}
	r, _ := boek.Recht(begrip.Wi2021, "de-fryske-marren")
	for _, s := range duo.Signalen() {
		log := voeg(beginstand("leren"), dagSignaal, "duo", &dossier.SignaalOntvangen{Code: s.Code, BerichtID: "b-1"})
		signaal := log[len(log)-1].ID
		log = voeg(log, dagErna, "balie", &dossier.SignaalAfgehandeld{Over: signaal})
		if x := taakOver(log, r, signaal); x != nil {
			t.Errorf("%s blijft staan: %s", s.Code, x.Reden)
		}
		log = voeg(log, dagErna, "duo", &dossier.SignaalOntvangen{Code: s.Code, BerichtID: "b-2"})
		if x := taakOver(log, r, signaal); x != nil {
			t.Errorf("%s: een nieuw bericht haalt het oude terug: %s", s.Code, x.Reden)
		}
	}
}

// SS127 komt met een volgletter, groot of klein, en soms vaker: het is één werk.
func TestEenTaakVoorAlleHerinneringen(t *testing.T) {
	boek, err := wetten.Laad()
	if err != nil {
		t.Fatal(err)
	}
	r, _ := boek.Recht(begrip.Wi2021, "de-fryske-marren")
	log := beginstand("leren")
	log = voeg(log, begrip.MoetDag("2026-03-10"), "balie", &dossier.Aangeboden{Wat: dossier.AanbodLeerroute})
	for i, code := range []string{"SS127", "SS127a", "SS127C"} {
		log = voeg(log, dagSignaal.Plus(i), "duo", &dossier.SignaalOntvangen{Code: code, BerichtID: code})
	}
	n := 0
	for _, x := range taken(log, r) {
		if x.Soort == agenda.SignaalAfhandelen {
			n++
		}
	}
	if n != 1 {
		t.Errorf("%d taken voor drie herinneringen aan hetzelfde", n)
	}
}

func beginstand(in string) []dossier.Gebeurtenis {
	log := voeg(nil, begrip.MoetDag("2026-01-05"), "duo", &dossier.DossierGeopend{Gemeente: "1940", Beleid: "de-fryske-marren", Stelsel: begrip.Wi2021,
		Persoonsgegevens: dossier.Persoonsgegevens{BSN: "999990019", Doelgroep: begrip.Asielstatushouder}})
	if in == "nieuw" {
		return log
	}
	log = voeg(log, begrip.MoetDag("2025-12-01"), "duo", &dossier.PlichtOntstaan{})
	log = voeg(log, begrip.MoetDag("2026-02-27"), "duo", &dossier.Kennisgeving{})
	log = voeg(log, begrip.MoetDag("2025-11-03"), "brp", &dossier.Inschrijving{Gehuisvest: dossier.Met(true)})
	if in == "intake" {
		return log
	}
	log = voeg(log, begrip.MoetDag("2026-03-01"), "balie", &dossier.IntakeAfgerond{})
	log = voeg(log, begrip.MoetDag("2026-03-02"), "balie", &dossier.PIPVastgesteld{Leerroute: begrip.RouteB1, Niveau: begrip.NiveauB1})
	if in == "einde" {
		log = voeg(log, begrip.MoetDag("2026-04-01"), "duo", &dossier.PlichtGeeindigd{Reden: dossier.EindeVoldaan})
	}
	return log
}

func voeg(log []dossier.Gebeurtenis, dag begrip.Datum, bron string, f dossier.Feit) []dossier.Gebeurtenis {
	n := len(log) + 1
	return append(slices.Clip(log), dossier.Gebeurtenis{Nummer: n, ID: "f" + string(rune('a'+n)), GeldigOp: dag, Bron: bron, Feit: f})
}

func gedaan(door, signaal, code string) []dossier.Feit {
	switch door {
	case "pip-vaststelling":
		return []dossier.Feit{&dossier.IntakeAfgerond{}, &dossier.PIPVastgesteld{Leerroute: begrip.RouteB1, Niveau: begrip.NiveauB1}}
	case "gelezen":
		return []dossier.Feit{&dossier.SignaalVerwerkt{BerichtID: "b-1", Code: code, Uitkomst: dossier.SignaalNietsNieuws}}
	case "afgehandeld":
		return []dossier.Feit{&dossier.SignaalAfgehandeld{Over: signaal}}
	case "overleden":
		return []dossier.Feit{&dossier.Overleden{}}
	case "uren":
		return []dossier.Feit{&dossier.Uren{Wat: dossier.UrenNT2, Aantal: dossier.Met(10 * begrip.Uur)}}
	case "aangeboden":
		return []dossier.Feit{&dossier.Aangeboden{Wat: dossier.AanbodLeerroute}}
	case "plicht-geeindigd":
		return []dossier.Feit{&dossier.PlichtGeeindigd{Reden: dossier.EindeVoldaan}}
	case "leerroute-gewijzigd":
		return []dossier.Feit{&dossier.LeerrouteGewijzigd{Naar: begrip.RouteZ, Reden: dossier.RedenVoortgang}}
	case "leerbaarheidstoets":
		return []dossier.Feit{&dossier.Leerbaarheidstoets{Uitslag: dossier.ToetsHaalbaar}}
	case "termijn-verlengd":
		return []dossier.Feit{&dossier.TermijnVerlengd{Maanden: dossier.Met(6)}}
	}
	if strings.HasPrefix(door, "SS") {
		return []dossier.Feit{&dossier.SignaalOntvangen{Code: door, BerichtID: "b-2"}}
	}
	f, ok := dossier.Nieuw(dossier.Soort(door))
	if !ok {
		panic("de tabel noemt een feit dat niet bestaat: " + door)
	}
	return []dossier.Feit{f}
}

func taken(log []dossier.Gebeurtenis, r *wetten.Recht) []agenda.Taak {
	d := dossier.Opbouwen(log, log[len(log)-1].GeldigOp, 0)
	return agenda.Afleiden(d, recht.Reken(d, r))
}

func taak(log []dossier.Gebeurtenis, r *wetten.Recht, soort string) *agenda.Taak {
	return eerste(taken(log, r), func(x agenda.Taak) bool { return x.Soort == soort })
}

func taakOver(log []dossier.Gebeurtenis, r *wetten.Recht, signaal string) *agenda.Taak {
	return eerste(taken(log, r), func(x agenda.Taak) bool { return x.Soort == agenda.SignaalAfhandelen && x.Over == signaal })
}

func eerste(lijst []agenda.Taak, is func(agenda.Taak) bool) *agenda.Taak {
	if i := slices.IndexFunc(lijst, is); i >= 0 {
		return &lijst[i]
	}
	return nil
}

func soortenVan(log []dossier.Gebeurtenis, r *wetten.Recht) []string {
	var uit []string
	for _, x := range taken(log, r) {
		uit = append(uit, x.Soort+" "+x.Reden)
	}
	return uit
}
