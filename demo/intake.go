package demo

import (
	"strings"

	"traject/kern/begrip"
	"traject/kern/dossier"
)

// volledigeOproep is wat het beleid van De Fryske Marren in elke oproep vraagt.
var volledigeOproep = []dossier.Inhoud{dossier.InhoudWat, dossier.InhoudWaarWanneer, dossier.InhoudGevolgen, dossier.InhoudZonderDerden}

// roepOp legt een oproep vast met vijf hele werkdagen ertussen, en geeft de afspraak.
func (l *loop) roepOp(brief begrip.Datum, voor dossier.Voor) (*stap, begrip.Datum) {
	afspraak := l.naWerkdagen(brief, l.tussen(6, 9))
	s := l.leg(brief, &dossier.Opgeroepen{Voor: voor, Afspraak: afspraak, Inhoud: volledigeOproep})
	if l.plek.tot < totPIP { // van wie al verder is, staat alleen de brief met het PIP er nog
		l.legBriefBij(s, "oproep")
	}
	return s, afspraak
}

// intake loopt van de eerste oproep tot het verslag. Onwaar: verder is het niet gekomen.
func (l *loop) intake() bool {
	oproep, dag := l.roepOp(l.naWerkdagen(l.geopend, l.tussen(2, 4)), dossier.VoorBredeIntake)
	if oproep == nil || l.plek.tot == totOproep {
		return false
	}
	if l.plek.tot == totNietKomen {
		l.nietGekomen(oproep, dag)
		return false
	}
	if l.plek.wat == stroef || l.plek.wat == onwillig {
		if oproep, dag = l.waarschuw(oproep, dag); oproep == nil {
			return false
		}
	}
	if l.plek.wat == onwillig {
		if oproep, dag = l.overtreed(oproep, dag); oproep == nil {
			return false
		}
	}
	if !l.gekomen(oproep, dag) || l.plek.tot == totKomst {
		return false
	}
	return l.toetsEnVerslag(dag)
}

func (l *loop) gekomen(oproep *stap, dag begrip.Datum) bool {
	f := &dossier.Verschenen{Voor: dossier.VoorBredeIntake}
	s := l.leg(dag, f)
	if s != nil {
		s.ref, s.over = &f.Oproep, oproep
	}
	return s != nil
}

func (l *loop) nietGekomen(oproep *stap, dag begrip.Datum) bool {
	f := &dossier.NietVerschenen{Voor: dossier.VoorBredeIntake}
	s := l.leg(dag, f)
	if s != nil {
		s.ref, s.over = &f.Oproep, oproep
	}
	return s != nil
}

// waarschuw legt vast dat iemand niet kwam en opnieuw is uitgenodigd met een waarschuwing.
func (l *loop) waarschuw(oproep *stap, dag begrip.Datum) (*stap, begrip.Datum) {
	if !l.nietGekomen(oproep, dag) {
		return nil, 0
	}
	brief := l.naWerkdagen(dag, 1)
	if l.leg(brief, &dossier.Gewaarschuwd{Voor: dossier.VoorBredeIntake}) == nil {
		return nil, 0
	}
	return l.roepOp(brief, dossier.VoorBredeIntake)
}

// overtreed legt vast dat iemand ook na de waarschuwing niet kwam, en roept een derde keer op.
func (l *loop) overtreed(oproep *stap, dag begrip.Datum) (*stap, begrip.Datum) {
	if !l.nietGekomen(oproep, dag) {
		return nil, 0
	}
	mate := kies(l.rng, []dossier.Verwijtbaarheid{dossier.NormaalVerwijt, dossier.VerminderdVerwijt, dossier.VerwijtNietIngevuld})
	over := l.leg(l.naWerkdagen(dag, 2), &dossier.Overtreding{Gedraging: dossier.IntakeNietVerschenen, Verwijtbaarheid: mate, Gepleegd: dag})
	if over == nil {
		return nil, 0
	}
	l.zieAf(over)
	return l.roepOp(l.naWerkdagen(dag, 3), dossier.VoorBredeIntake)
}

// toetsEnVerslag legt de leerbaarheidstoets en de uitkomst van de brede intake vast.
func (l *loop) toetsEnVerslag(gesprek begrip.Datum) bool {
	dag := l.naWerkdagen(gesprek, l.tussen(2, 5))
	l.toets = kies(l.rng, []dossier.Toetsuitslag{dossier.ToetsHaalbaar, dossier.ToetsHaalbaar, dossier.ToetsHaalbaar, dossier.ToetsNietHaalbaar, dossier.ToetsNietHaalbaar})
	if l.kans(4) {
		l.toets = dossier.ToetsVrijgesteld
	}
	if l.leg(dag, &dossier.Leerbaarheidstoets{Uitslag: l.toets}) == nil || l.plek.tot == totToets {
		return false
	}
	klaar := l.naWerkdagen(dag, l.tussen(1, 4))
	if l.plek.wat == opDerde {
		l.vraagDerde(klaar)
	}
	if l.leg(klaar, l.verslag()) == nil || l.leg(klaar, &dossier.IntakeAfgerond{}) == nil {
		return false
	}
	l.pip = l.naWerkdagen(klaar, l.tussen(2, 8))
	return l.plek.tot != totIntake
}

// vraagDerde vraagt informatie die niet gemist kan worden, en soms komt die pas laat.
func (l *loop) vraagDerde(dag begrip.Datum) {
	bij := kies(l.rng, []string{"UAF", "school in het buitenland", "Nuffic", "arbeidsdeskundige"})
	l.leg(dag, &dossier.InformatieOpgevraagd{Bij: bij})
	if l.plek.tot == totVandaag {
		l.leg(l.naWerkdagen(dag, l.tussen(8, 25)), &dossier.InformatieOntvangen{Bij: bij})
	}
}

var (
	werk        = []string{"Winkelier, zeven jaar", "Lerares op een basisschool", "Naaister in een atelier", "Bouwvakker", "Kok in een restaurant", "Boer", "Geen betaald werk, zorgde voor het gezin", "Boekhouder bij een bank", "Monteur van auto's", "Verpleegkundige"}
	gezin       = []string{"Woont alleen", "Woont met partner en twee kinderen; opvang geregeld", "Alleenstaande ouder met een baby; vve vanaf twee jaar", "Woont met ouders en een zus", "Partner komt over vier maanden"}
	belasting   = []string{"Kan hele dagen naar les", "Kan niet lang achter elkaar zitten; korte lessen gaan goed", "Kan niet zwaar tillen", "Wil lessen in een rustig lokaal, met grote letters"}
	niveaus     = []string{"Begint net met Nederlands", "Spreekt eenvoudige zinnen", "Leest eenvoudige teksten, schrijft nog weinig", "Spreekt al op niveau A2"}
	zelfredzaam = []string{"Regelt post en bank zelf", "Heeft hulp nodig bij brieven en toeslagen", "Reist zelf, vraagt hulp bij de computer"}
	kansen      = []string{"Goede kans op werk in de zorg", "Kans op werk in de techniek na taalles", "Eerst taal en een werkplek om te oefenen", "Kan snel aan het werk in de horeca"}
	wensen      = []string{"Snel Nederlands leren en werken", "Werken in de zorg", "Een eigen winkel", "Werken met kinderen", "Eerst de taal, daarna een opleiding"}
)

func (l *loop) verslag() *dossier.IntakeVerslag {
	v := &dossier.IntakeVerslag{
		Onderwijs: hoofdletter(l.land.onderwijs) + " in " + l.land.land, Werk: kies(l.rng, werk), Gezin: kies(l.rng, gezin),
		Gezondheid: kies(l.rng, belasting), Taalniveau: kies(l.rng, niveaus), Zelfredzaamheid: kies(l.rng, zelfredzaam),
		Werkkansen: kies(l.rng, kansen), Wens: kies(l.rng, wensen), ZonderDerden: dossier.Met(true),
	}
	if l.kans(12) {
		v.Wens = "Onderwijsroute, daarna verpleegkunde"
	}
	return v
}

func hoofdletter(s string) string { return strings.ToUpper(s[:1]) + s[1:] }
