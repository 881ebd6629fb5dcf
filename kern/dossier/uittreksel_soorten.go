package dossier

import (
	"crypto/sha256"
	"maps"
	"slices"
	"strings"

	"traject/kern/begrip"
)

// blijftUit noemt de velden die niet in een uittreksel gaan, omdat de wet, de agenda en de
// lijsten ze niet lezen: hele stukken, groter dan al het andere samen, het verhaal van
// iemand en waar hij woont. Wat hier niet nodig is hoort niet op een tweede plaats te
// staan. Wie zo'n veld in een regel wil lezen haalt het hier weg.
var blijftUit = map[Soort][]string{
	SoortBesluitGenomen:   {"verantwoording"},
	SoortBriefOpgemaakt:   {"stuk"},
	SoortDossierGeopend:   {"adres", "postcode", "plaats", "telefoon", "aanhef"},
	SoortIntakeVerslag:    {"onderwijs", "werk", "gezin", "taalniveau", "zelfredzaamheid", "werkkansen", "wens"},
	SoortOverig:           {"inhoud"},
	SoortPersoonGewijzigd: {"adres", "postcode", "plaats", "telefoon", "aanhef"},
	SoortPIPAfspraken:     {"ondersteuning", "pvt", "map", "vve", "participatiewet", "andere-routes"},
}

// uittrekselsoort is een soort feit zoals het in een uittreksel staat.
type uittrekselsoort struct {
	afdruk string   // van de velden
	zonder []string // velden die niet meegaan
	maak   func() Feit
}

// uittrekselsoorten vindt een soort op zijn naam en op de afdruk van zijn velden.
var uittrekselsoorten = func() (uit struct {
	van map[Soort]*uittrekselsoort
	op  map[string]*uittrekselsoort
}) {
	uit.van, uit.op = map[Soort]*uittrekselsoort{}, map[string]*uittrekselsoort{}
	for _, alle := range []map[Soort]func() Feit{soorten, huissoorten} {
		for _, s := range slices.Sorted(maps.Keys(alle)) {
			u := &uittrekselsoort{zonder: blijftUit[s], maak: alle[s]}
			var v velddrukker
			v.plus("soort", string(s))
			v.plus("zonder", strings.Join(u.zonder, " "))
			u.maak().Velden(&v)
			som := sha256.Sum256([]byte(v.b.String()))
			u.afdruk = string(som[:4])
			uit.van[s], uit.op[u.afdruk] = u, u
		}
	}
	return uit
}()

// velddrukker bezoekt de velden en schrijft op welke het zijn en hoe zij heten. Wat uit een
// lijst komt staat voluit in een uittreksel; een langere lijst verandert er dus niets aan.
type velddrukker struct{ b strings.Builder }

func (v *velddrukker) plus(hoe, naam string) {
	v.b.WriteString(hoe + " " + naam + "\n")
}

func (v *velddrukker) Tekst(naam string, _ *string, _ bool) { v.plus("tekst", naam) }

func (v *velddrukker) Keuze(naam string, _ func() string, _ func(string), _ []string, _ bool) {
	v.plus("keuze", naam)
}

func (v *velddrukker) Keuzes(naam string, _ func() []string, _ func([]string), _ []string) {
	v.plus("keuzes", naam)
}

func (v *velddrukker) Datum(naam string, _ *begrip.Datum, _ bool) { v.plus("datum", naam) }

func (v *velddrukker) Uren(naam string, _ *Optie[begrip.Uren], _ bool) { v.plus("uren", naam) }

func (v *velddrukker) Bedrag(naam string, _ *Optie[begrip.Cent], _ bool) { v.plus("bedrag", naam) }

func (v *velddrukker) Geheel(naam string, _ *Optie[int], _, _ int, _ bool) { v.plus("geheel", naam) }

func (v *velddrukker) Vlag(naam string, _ *Optie[bool], _ bool) { v.plus("vlag", naam) }

func (v *velddrukker) Verwijzing(naam string, _ *string, _ Soort, _ bool) { v.plus("verwijzing", naam) }

func (v *velddrukker) Groep(groep Groep, velden func(Bezoeker)) {
	v.plus("groep", string(groep))
	velden(v)
}

func (v *velddrukker) Bytes(naam string, _ *[]byte) { v.plus("bytes", naam) }
