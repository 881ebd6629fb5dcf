package besluit

import (
	"errors"
	"reflect"
	"testing"

	"traject/kern/begrip"
	"traject/kern/dossier"
)

var eenVanElk = []DUOMelding{
	{Soort: MeldingPIP, Actie: MeldingVast, Over: "f7", PIP: &PIPMelding{Dagtekening: begrip.MoetDag("2026-03-02"), Leerroute: begrip.RouteB1, Niveau: begrip.NiveauB1,
		Intensiteit: dossier.Met(600), MagOpleidingAfmaken: dossier.Met(false), Alfabetisering: "nvt"}},
	{Soort: MeldingPIP, Actie: MeldingVerwijder},
	{Soort: MeldingContact, Actie: MeldingKoppel, Contact: &ContactMelding{Medewerker: "a.jansen", ID: 12}},
	{Soort: MeldingContact, Actie: MeldingVast, Contact: &ContactMelding{Medewerker: "a.jansen", Naam: "A. Jansen", Email: "a@voorbeeld.nl", Telefoon: "0612345678"}},
	{Soort: MeldingAanbod, Actie: MeldingWijzig, Aanbod: &AanbodMelding{Instelling: "0000012345", Datum: begrip.MoetDag("2026-03-05"), Start: begrip.MoetDag("2026-03-09"),
		Eind: begrip.MoetDag("2027-07-01"), Alfabetisering: "aa"}},
	{Soort: MeldingMAP, Actie: MeldingVast, MAP: &ModuleMelding{Dag: begrip.MoetDag("2026-09-01")}},
	{Soort: MeldingPVT, Actie: MeldingVast, PVT: &ModuleMelding{Verwijtbaar: "nee"}},
	{Soort: MeldingZRoute, Actie: MeldingVast, ZRoute: &ZRouteMelding{Dag: begrip.MoetDag("2028-01-31")}},
	{Soort: MeldingUrenIntake, Actie: MeldingVast, Uren: dossier.Met(0)},
	{Soort: MeldingUrenParticipatie, Actie: MeldingVast, Uren: dossier.Met(800)},
	{Soort: MeldingUrenTaal, Actie: MeldingWijzig, Uren: dossier.Met(9999)},
}

// Wat in het dossier en in de rij staat, komt er net zo weer uit.
func TestMeldingHeenEnTerug(t *testing.T) {
	for _, m := range eenVanElk {
		b, err := SchrijfMelding(m)
		if err != nil {
			t.Fatal(err)
		}
		terug, err := LeesMelding(b)
		if err != nil {
			t.Fatalf("%s: %v", b, err)
		}
		if !reflect.DeepEqual(terug, m) {
			t.Errorf("%s\nwerd %+v\nwas  %+v", b, terug, m)
		}
		if !m.Zelfde(terug) {
			t.Errorf("%s is niet meer hetzelfde", b)
		}
	}
}

// Een bericht dat wij niet kennen wordt nooit een half bericht.
func TestMeldingOnbekend(t *testing.T) {
	for _, tekst := range []string{`{}`, `{"soort":"pip","actie":"vast"}`, `{"soort":"pip","actie":"koppel","pip":{"dagtekening":"2026-03-02","leerroute":"b1"}}`,
		`{"soort":"iets","actie":"vast"}`, `{"soort":"map","actie":"vast","pvt":{}}`, `{"soort":"uren-intake","actie":"vast"}`} {
		if _, err := LeesMelding([]byte(tekst)); !errors.Is(err, ErrMelding) {
			t.Errorf("%s: %v", tekst, err)
		}
	}
	for _, tekst := range []string{``, `[]`, `{"soort":"map","actie":"vast","map":{"dag":"2026-02-30"}}`} {
		if _, err := LeesMelding([]byte(tekst)); err == nil {
			t.Errorf("%q is gelezen", tekst)
		}
	}
}

// Een eerste en een gewijzigd bericht met dezelfde inhoud laten bij DUO hetzelfde achter.
func TestMeldingZelfde(t *testing.T) {
	a, b := eenVanElk[9], eenVanElk[9]
	b.Actie, b.Over = MeldingWijzig, "f3"
	if !a.Zelfde(b) {
		t.Error("wijzig en vast verschillen")
	}
	b.Uren = dossier.Met(801)
	if a.Zelfde(b) {
		t.Error("andere uren zijn hetzelfde")
	}
}
