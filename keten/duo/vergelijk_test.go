package duo

import (
	"strings"
	"testing"

	"traject/kern/begrip"
	"traject/kern/besluit"
	"traject/kern/dossier"
)

// allesGelezen zegt dat elke dienst aan de beurt was.
func allesGelezen(s Stand) Stand {
	s.Gelezen = map[API]bool{}
	for _, a := range leesbaar {
		s.Gelezen[a] = true
	}
	return s
}

// Elke regel is één verschil: welk soort, waardoor, en welke kanten te herstellen zijn.
func TestVergelijkNoemtElkVerschil(t *testing.T) {
	pip := &besluit.PIPMelding{Dagtekening: dagen("2025-05-01"), Leerroute: begrip.RouteB1, Niveau: begrip.NiveauB1}
	pipBijDUO := &PIPBijDUO{Gemeente: proefgemeente, Dagtekening: dagen("2025-05-01"), Leerroute: begrip.RouteB1}
	eigenPIP := hand("2025-05-01", &dossier.PIPVastgesteld{Leerroute: begrip.RouteB1, Niveau: begrip.NiveauB1})
	met := func(ms ...besluit.DUOMelding) besluit.Eigenkant { return besluit.Eigenkant{Meldingen: ms} }
	meldPIP := besluit.DUOMelding{Soort: besluit.MeldingPIP, Actie: besluit.MeldingVast, PIP: pip}
	for _, g := range []struct {
		zin string
		had []dossier.Gebeurtenis
		ons besluit.Eigenkant
		s   Stand
		wil []string // waarover, soort, oorzaak, en + als onze kant of die van DUO te herstellen is
	}{
		{"niets verschilt", []dossier.Gebeurtenis{eigenPIP}, met(meldPIP), Stand{PIP: pipBijDUO}, nil},
		{"de plicht ontbreekt hier", nil, met(), Stand{Plicht: &Plicht{Is: true, Begin: dagen("2025-02-01")}}, []string{"begin van de inburgeringsplicht|alleen-bij-duo|te laat|ons"}},
		{"een andere dag met de hand", []dossier.Gebeurtenis{hand("2025-02-02", &dossier.PlichtOntstaan{})}, met(), Stand{Plicht: &Plicht{Is: true, Begin: dagen("2025-02-01")}},
			[]string{"begin van de inburgeringsplicht|anders|interpretatie|ons"}},
		{"DUO veranderde een uitslag", []dossier.Gebeurtenis{vanDUO("2026-05-01", &dossier.Examen{Onderdeel: begrip.Lezen, Niveau: begrip.NiveauB1, Uitslag: dossier.Gezakt})}, met(),
			Stand{Examens: []Examen{{Onderdeel: begrip.Lezen, Niveau: begrip.NiveauB1, Dag: dagen("2026-05-01"), Uitslag: dossier.Geslaagd}}}, []string{"examen lezen|anders|te laat|ons"}},
		{"een examen dat DUO niet heeft", []dossier.Gebeurtenis{hand("2026-05-01", &dossier.Examen{Onderdeel: begrip.Lezen, Niveau: begrip.NiveauB1, Uitslag: dossier.Geslaagd})}, met(), Stand{}, []string{"examen lezen|alleen-bij-ons|fout|"}},
		{"DUO zegt dat de plicht nog geldt", []dossier.Gebeurtenis{hand("2025-02-01", &dossier.PlichtOntstaan{}), hand("2026-01-01", &dossier.PlichtGeeindigd{Reden: dossier.EindeAOW})}, met(),
			Stand{Plicht: &Plicht{Is: true, Begin: dagen("2025-02-01")}}, []string{"inburgeringsplicht|anders|fout|"}},
		{"PIP nog niet gemeld", []dossier.Gebeurtenis{eigenPIP}, met(meldPIP), Stand{}, []string{"PIP|alleen-bij-ons|te laat|duo"}},
		{"gewijzigd PIP nog niet gemeld", []dossier.Gebeurtenis{eigenPIP}, met(meldPIP), Stand{PIP: &PIPBijDUO{Gemeente: proefgemeente, Dagtekening: dagen("2025-04-01"), Leerroute: begrip.RouteZ}}, []string{"PIP|anders|te laat|duo"}},
		{"PIP met een andere route", []dossier.Gebeurtenis{eigenPIP}, met(meldPIP), Stand{PIP: &PIPBijDUO{Gemeente: proefgemeente, Dagtekening: dagen("2025-05-01"), Leerroute: begrip.RouteZ}}, []string{"PIP|anders|fout|duo"}},
		{"PIP dat alleen DUO heeft", nil, met(), Stand{PIP: pipBijDUO}, []string{"PIP|alleen-bij-duo|te laat|ons"}},
		{"alleen niveau b2 is geen verschil", []dossier.Gebeurtenis{hand("2025-05-01", &dossier.PIPVastgesteld{Leerroute: begrip.RouteOnderwijs, Niveau: begrip.NiveauB2})}, met(besluit.DUOMelding{Soort: besluit.MeldingPIP, PIP: &besluit.PIPMelding{Dagtekening: dagen("2025-05-01"), Leerroute: begrip.RouteOnderwijs, Niveau: begrip.NiveauB2}}),
			Stand{PIP: &PIPBijDUO{Gemeente: proefgemeente, Dagtekening: dagen("2025-05-01"), Leerroute: begrip.RouteOnderwijs, Niveau: begrip.NiveauB1}}, nil},
		{"PVT op een andere dag", []dossier.Gebeurtenis{hand("2026-05-01", &dossier.PVTOndertekend{})}, met(besluit.DUOMelding{Soort: besluit.MeldingPVT, Over: "f2", PVT: &besluit.ModuleMelding{Dag: dagen("2026-05-01")}}),
			Stand{PVT: dagen("2026-05-02")}, []string{"ondertekening van het PVT|anders|interpretatie|ons duo"}},
		{"MAP nog niet gemeld", []dossier.Gebeurtenis{hand("2026-05-01", &dossier.Eindgesprek{Van: dossier.EindgesprekMAP})}, met(besluit.DUOMelding{Soort: besluit.MeldingMAP, Over: "f2", MAP: &besluit.ModuleMelding{Dag: dagen("2026-05-01")}}),
			Stand{}, []string{"eindgesprek van de MAP|alleen-bij-ons|te laat|duo"}},
		{"minder uren bij DUO", nil, met(besluit.DUOMelding{Soort: besluit.MeldingUrenTaal, Uren: dossier.Met(12)}), Stand{Uren: []UrenBijDUO{{Gemeente: proefgemeente, Taal: dossier.Met(3)}}}, []string{"uren participatie als taalles|anders|te laat|duo"}},
		{"meer uren bij DUO", nil, met(besluit.DUOMelding{Soort: besluit.MeldingUrenTaal, Uren: dossier.Met(12)}), Stand{Uren: []UrenBijDUO{{Gemeente: proefgemeente, Taal: dossier.Met(30)}}}, []string{"uren participatie als taalles|anders|fout|duo"}},
		{"uren die alleen DUO heeft", nil, met(), Stand{Uren: []UrenBijDUO{{Gemeente: proefgemeente, Intake: dossier.Met(30)}}}, []string{"uren taalles en KNM in de brede intake|alleen-bij-duo|te laat|"}},
		{"einde van de termijn", nil, besluit.Eigenkant{Termijn: begrip.Periode{Begin: dagen("2025-05-02"), Einde: dagen("2028-05-01")}}, Stand{Termijn: &Termijn{Begin: dagen("2025-05-02"), Einde: dagen("2028-05-02")}},
			[]string{"inburgeringstermijn|anders|interpretatie|"}},
		{"DUO heeft nog geen termijn", nil, besluit.Eigenkant{Termijn: begrip.Periode{Begin: dagen("2025-05-02"), Einde: dagen("2028-05-01")}}, Stand{}, []string{"inburgeringstermijn|alleen-bij-ons|te laat|"}},
		{"boete waarvan het deel nog niet bekend is", []dossier.Gebeurtenis{vanDUO("2026-03-01", &dossier.DUOGegeven{Onderwerp: dossier.DUOBoeteZonderDeel, Sleutel: "2026-03-01 340.00", Tekst: "Boete van DUO: € 340. DUO zegt niet waarvoor; vraag het na en leg de boete vast"})},
			met(), Stand{Boetes: []Boete{{34000, dagen("2026-03-01")}}}, []string{"boete van DUO|alleen-bij-duo|te laat|"}},
		{"een signaal dat hier nooit kwam", []dossier.Gebeurtenis{vanDUO("2026-03-01", &dossier.SignaalOntvangen{Code: "SS127c"})}, met(),
			Stand{Gebeurtenissen: []Gebeurtenis{{"SS127", "", dagen("2026-03-01")}, {"SS199", "x", dagen("2026-03-02")}}}, []string{"signaal SS199|alleen-bij-duo|te laat|"}},
		{"wat niet te lezen is", nil, besluit.Eigenkant{Gemeld: []besluit.Gemeld{
			{Melding: besluit.DUOMelding{Soort: besluit.MeldingAanbod, Aanbod: &besluit.AanbodMelding{Instelling: "1"}}, BerichtID: "a", Stand: besluit.Bevestigd, Dag: proefdag},
			{Melding: besluit.DUOMelding{Soort: besluit.MeldingMAP, MAP: &besluit.ModuleMelding{Verwijtbaar: "nee"}}, BerichtID: "b", Stand: besluit.Bevestigd, Dag: proefdag},
			{Melding: besluit.DUOMelding{Soort: besluit.MeldingZRoute}, BerichtID: "c", Stand: besluit.Geweigerd, Dag: proefdag}}}, Stand{},
			[]string{"inburgeringsaanbod|niet-leesbaar||", "verwijtbaar bij MAP|niet-leesbaar||"}},
		{"onmogelijke gegevens", []dossier.Gebeurtenis{eigenPIP}, met(meldPIP), Stand{PVT: proefdag.Plus(3)}, []string{"MAP en PVT|niet-leesbaar|fout|"}},
	} {
		t.Run(g.zin, func(t *testing.T) {
			l := nieuwLogboek(g.had...)
			gezien := map[string]bool{}
			var heb []string
			for _, v := range Vergelijk(l.stand(), g.ons, allesGelezen(g.s), proefdag) {
				var kanten []string
				if len(v.NeemOp) > 0 {
					kanten = append(kanten, "ons")
				}
				if v.Meld != nil {
					kanten = append(kanten, "duo")
				}
				heb = append(heb, strings.Join([]string{v.Over, string(v.Soort), string(v.Oorzaak), strings.Join(kanten, " ")}, "|"))
				if v.Sleutel == "" || gezien[v.Sleutel] || v.Advies == "" || v.DUO == "" && v.Ons == "" {
					t.Errorf("onvolledig: %+v", v)
				}
				gezien[v.Sleutel] = true
			}
			if strings.Join(heb, "\n") != strings.Join(g.wil, "\n") {
				t.Errorf("gaf %q\nwil %q", heb, g.wil)
			}
		})
	}
}

// Wie onze kant herstelt, ziet het verschil daarna niet meer.
func TestNaHerstelIsErGeenVerschilMeer(t *testing.T) {
	l := nieuwLogboek(hand("2025-02-02", &dossier.PlichtOntstaan{}), hand("2026-05-01", &dossier.PVTOndertekend{}))
	s := allesGelezen(Stand{Plicht: &Plicht{Is: true, Begin: dagen("2025-02-01")}, PVT: dagen("2026-05-02"), Examennummer: "12", PIP: &PIPBijDUO{Gemeente: "0080", Dagtekening: dagen("2025-05-01"), Leerroute: begrip.RouteZ}})
	ons := func() besluit.Eigenkant {
		g, _ := dossier.Laatste[*dossier.PVTOndertekend](l.stand())
		return besluit.Eigenkant{Meldingen: []besluit.DUOMelding{{Soort: besluit.MeldingPVT, Over: g.ID, PVT: &besluit.ModuleMelding{Dag: g.GeldigOp}}}}
	}
	eerst := Vergelijk(l.stand(), ons(), s, proefdag)
	if len(eerst) != 4 {
		t.Fatalf("%d verschillen: %+v", len(eerst), eerst)
	}
	for _, v := range eerst {
		l.bij(v.NeemOp...)
	}
	if rest := Vergelijk(l.stand(), ons(), s, proefdag); len(rest) != 0 {
		t.Errorf("er bleef over: %+v", rest)
	}
}
