package storetest

import (
	"context"
	"path/filepath"
	"testing"

	"traject/kern/begrip"
	"traject/kern/dossier"
	"traject/store"
)

// Opstelling is one engine, empty, as the suite needs it.
type Opstelling struct {
	store.Kelder
	// Sleutels are the keys; filled in by the suite.
	Sleutels store.Sleutels
	// Wissel gives a municipality a new present key.
	Wissel func(begrip.Gemeente) error
	// Knoei changes the storage behind the back of the program.
	Knoei func(t *testing.T, g begrip.Gemeente, nummer string, feit int, hoe Knoeiwijze)
	// Ruw gives everything that was written down; nil for an engine that writes nothing down.
	Ruw func(t *testing.T) []byte
	// Heropen opens what was closed; nil for an engine that does not outlive the program.
	Heropen func(t *testing.T) store.Kelder
	// Leeg gives another empty place with the same keys; nil for an engine without archives.
	Leeg func(t *testing.T) store.Kelder
}

// Knoeiwijze is a way to tamper.
type Knoeiwijze int

// The ways: change a fact, remove it, or cut it off the end neatly.
const (
	Wijzig Knoeiwijze = iota
	HaalWeg
	KapAf
)

// proef is one example with an engine of its own.
type proef struct{ Opstelling }

// Draai runs the suite. Nieuw gives an empty engine with keys from s, which closes itself after the test.
func Draai(t *testing.T, nieuw func(t *testing.T, s *store.Sleutelbestand) Opstelling) {
	voorbeelden := []struct {
		zin string
		f   func(*testing.T, *proef)
	}{
		{"wat is vastgelegd komt zo terug", vastleggenEnTeruglezen},
		{"elk nummer wordt één keer uitgegeven", nummersZijnEnig},
		{"de tweede schrijver ziet het conflict en beide versies", tweedeSchrijverZietHetConflict},
		{"acht schrijvers verliezen samen niets", achtSchrijvers},
		{"veel ineens gaat heel of niet", veelIneens},
		{"knoeien aan de keten komt uit", knoeienKomtUit},
		{"een vernietigd dossier is onleesbaar en de keten blijft bewijsbaar", vernietigen},
		{"een lange set blijft na het dossier, en gaat op haar beurt weg", langeSet},
		{"wat wordt aangehouden gaat niet weg, en wat bij een dossier hoort blijft niet", aanhouden},
		{"wat weg moet staat op dag, en niet meer dan men mag zien", teVernietigen},
		{"een deel van een dossier gaat eerder weg, en de keten blijft bewijsbaar", groepWeg},
		{"van wat wordt aangehouden gaat ook geen deel weg", groepAangehouden},
		{"delen die weg moeten staan op hun eigen dag", delenTeVernietigen},
		{"sleutels wisselen gaat zonder stilstand", sleutelsWisselen},
		{"de werklijst bladert op uiterste dag", werklijstBladert},
		{"filters staan in de vraag", werklijstFilters},
		{"gereed zegt of database, vorm en sleutels er zijn", gereed},
		{"niemand ziet meer dan zijn rechten", zichtInElkeLijst},
		{"de dossierlijst bladert op naam", dossierlijstBladert},
		{"elke keuze uit een lijst geeft wat zij moet geven", elkeKeuze},
		{"velen tegelijk, ieder met een eigen uitkomst", velenTegelijk},
		{"een aanbieder ziet de eigen deelnemers, van de eerste tot de laatste dag", deelnemers},
		{"wie een aanbieder ziet verandert met het dossier mee en gaat met het dossier weg", deelnamesVolgenHetDossier},
		{"zoeken op naam let niet op hoofdletters en accenten", zoekenOpNaam},
		{"zoeken op BSN, en één dossier per persoon", zoekenOpBSN},
		{"acht berichten tegelijk over één persoon openen één dossier", samenOpenen},
		{"tellingen kloppen", tellingenKloppen},
		{"herzien en vervangen van lijsten", herzienEnVervangen},
		{"controleren vindt wat niet klopt en herbouwen herstelt het", herbouwen},
		{"een uittreksel zegt wat het logboek zegt, of telt niet", uittreksels},
		{"een bericht komt één keer binnen", berichtEenKeer},
		{"hetzelfde bericht acht keer tegelijk is één bericht", zelfdeBericht},
		{"een bericht zonder dossier wacht en wordt later gekoppeld", berichtKoppelen},
		{"uitgaand werk gaat met het feit mee of niet", uitgaandMetFeit},
		{"een lease verloopt en het werk komt terug", leases},
		{"acht werkers doen elk werk één keer", achtWerkers},
		{"een concept is van één mens, één dossier en één handeling", concepten},
		{"de audit zegt wie wat deed, nieuwste eerst, en blijft bewijsbaar", auditVastleggen},
		{"de audit gaat met de handeling mee of niet", auditMetHandeling},
		{"acht mensen tegelijk verliezen geen auditregel", auditTegelijk},
		{"wat over een dossier is geschreven in de audit gaat met het dossier weg", auditReden},
		{"oude auditregels gaan achter een slot weg en de rest blijft bewijsbaar", auditAfloop},
		{"een bericht zonder dossier gaat weg en wordt nog herkend", berichtAfloop},
		{"een register bewaart stukken met hun versie", registers},
		{"van acht wijzigingen van één stuk wint er een", eenWint},
		{"een sessie is van één gemeente, loopt af en gaat overal weg", sessies},
		{"de wachtrij zegt wat wacht, loopt en mislukte", wachtrij},
	}
	for _, v := range voorbeelden {
		t.Run(v.zin, func(t *testing.T) { v.f(t, zetKlaar(t, nieuw)) })
	}
	een := zetKlaar(t, nieuw)
	if een.Leeg != nil {
		archieven(t, func(t *testing.T) *proef { return zetKlaar(t, nieuw) })
	}
	if een.Heropen != nil {
		t.Run("na een herstart is alles er nog", func(t *testing.T) { herstart(t, een) })
	}
	if een.Ruw != nil {
		t.Run("niets persoonlijks staat leesbaar in de opslag", func(t *testing.T) { nietsPersoonlijksLeesbaar(t, zetKlaar(t, nieuw)) })
	}
}

func zetKlaar(t *testing.T, nieuw func(*testing.T, *store.Sleutelbestand) Opstelling) *proef {
	s, err := store.SleutelsUitBestand(filepath.Join(t.TempDir(), "sleutels"), true)
	gelukt(t, err)
	o := nieuw(t, s)
	o.Sleutels, o.Wissel = s, s.Wissel
	p := &proef{o}
	t.Cleanup(func() { gelukt(t, p.Sluit()) })
	return p
}

func gelukt(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

var (
	ctx   = context.Background()
	alles = store.Zicht{Gemeente: gemeente, Alles: true}
	dag   = begrip.MoetDag("2026-11-23")
	amina = mens{begrip.Naam{Voornamen: "Amina", Voorvoegsel: "van", Geslachtsnaam: "Voorbeeld"}, moetBSN("999900018")}
	bilal = mens{begrip.Naam{Voornamen: "Bilâl", Geslachtsnaam: "Çelik-Østergård"}, moetBSN("999900031")}
	cem   = mens{begrip.Naam{Voornamen: "Cem", Geslachtsnaam: "Aydın"}, begrip.BSN{}}
)

const (
	gemeente = begrip.Gemeente("9001")
	andere   = begrip.Gemeente("9002")
	moment   = int64(1_795_000_000)
)

type mens struct {
	naam begrip.Naam
	bsn  begrip.BSN
}

func moetBSN(cijfers string) begrip.BSN {
	b, err := begrip.LeesBSN(cijfers)
	if err != nil {
		panic("storetest: geen BSN voor proeven")
	}
	return b
}

func gebeurtenis(f dossier.Feit) dossier.Gebeurtenis {
	return dossier.Gebeurtenis{GeldigOp: dag, Wie: "k1", Rol: begrip.Klantmanager, Bron: "balie", Moment: moment, Feit: f}
}

func notitie(tekst string) dossier.Gebeurtenis { return gebeurtenis(&dossier.Notitie{Tekst: tekst}) }

// opening opens a dossier with a row and two tasks, of klantmanager k1 in team noord.
func opening(nummer string, m mens) store.Toevoeging {
	return store.Toevoeging{
		Gemeente: gemeente, Nummer: nummer,
		Gebeurtenissen: []dossier.Gebeurtenis{gebeurtenis(&dossier.DossierGeopend{Gemeente: gemeente, Stelsel: begrip.Wi2021, Aanleiding: "hand",
			Persoonsgegevens: dossier.Persoonsgegevens{Voornamen: m.naam.Voornamen, Geslachtsnaam: m.naam.Geslachtsnaam, BSN: m.bsn.Cijfers(), Adres: "Voorstraat 1"}})},
		Lijst: &store.Lijstregel{Naam: m.naam, BSN: m.bsn, Klantmanager: "k1", Team: "noord", Stelsel: begrip.Wi2021, Doelgroep: begrip.Asielstatushouder,
			Fase: "intake", Uiterlijk: dag.Plus(7), Herzien: dag.Plus(8)},
		Taken: []store.Taakregel{
			{Soort: "oproepen", Uiterlijk: dag.Plus(7), Rol: begrip.Klantmanager, Reden: "De intake moet nog.", Bron: "Wi2021 art. 14 lid 1", Termijn: "pip-vaststellen"},
			{Soort: "aanvullen", Over: "doelgroep", Rol: begrip.Klantmanager, Reden: "De doelgroep is niet bekend."},
		},
	}
}

func (p *proef) open(t *testing.T, m mens, pas ...func(*store.Toevoeging)) string {
	t.Helper()
	nummer, err := p.NieuwNummer(ctx, gemeente, 2026)
	gelukt(t, err)
	o := opening(nummer, m)
	for _, f := range pas {
		f(&o)
	}
	gelukt(t, p.Toevoegen(ctx, o))
	return nummer
}

func (p *proef) voegToe(t *testing.T, nummer string, verwacht int, g ...dossier.Gebeurtenis) {
	t.Helper()
	gelukt(t, p.Toevoegen(ctx, store.Toevoeging{Gemeente: gemeente, Nummer: nummer, Verwacht: verwacht, Gebeurtenissen: g}))
}

func (p *proef) lees(t *testing.T, nummer string) store.Logboek {
	t.Helper()
	l, err := p.Lees(ctx, gemeente, nummer)
	gelukt(t, err)
	return l
}

func (p *proef) ketenHeel(t *testing.T) store.Keuring {
	t.Helper()
	k, err := p.ControleerKeten(ctx, gemeente, func(b store.Bevinding) error { t.Errorf("keten gebroken: %+v", b); return nil })
	gelukt(t, err)
	return k
}
