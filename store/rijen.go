package store

import (
	"traject/kern/begrip"
	"traject/kern/dossier"
)

// Lijstregel is the row of one dossier in lists. It is derived from the log and
// says everything again at every change.
type Lijstregel struct {
	Nummer       string // filled in by the store
	Versie       int    // version of the dossier this row was derived from; filled in by the store
	Naam         begrip.Naam
	Klantmanager string // "" is nobody yet
	Team         string
	Stelsel      begrip.Stelsel
	Doelgroep    begrip.Doelgroep // "" is unknown
	Leerroute    begrip.Leerroute // "" is none yet
	Fase         string
	Gesloten     bool         // nothing is asked of anyone any more
	Uiterlijk    begrip.Datum // nearest last day of the tasks; 0 is none
	Herzien      begrip.Datum // first day on which this row or its tasks could change by time alone; 0 is never
	// BSN feeds the blind index only. It is not kept and is empty when read.
	BSN begrip.BSN
	// BewaarTot is the last day the dossier may be kept, 0 is unknown; BewaarHoudt are the
	// codes of what keeps it after that, with spaces between them.
	BewaarTot   begrip.Datum
	BewaarHoudt string
	// DeelTot is the first last day of the groups of fields that go before the dossier;
	// Delen are those groups with their last day, as in LeesDelen.
	DeelTot begrip.Datum
	Delen   string
}

// Taakregel is one task of a dossier.
type Taakregel struct {
	Soort, Over string
	Uiterlijk   begrip.Datum // 0 is no last day
	Vanaf       begrip.Datum // first day it makes sense; 0 is at once
	Rol         begrip.Rol
	Reden       string // one sentence
	Bron        string // the article, as text
	Termijn     string // name of the term that explains it
}

// Lijstvervanging is what VervangLijst replaces for one dossier.
type Lijstvervanging struct {
	Nummer string
	Versie int // version from which it was derived
	Lijst  Lijstregel
	Taken  []Taakregel
	// Deelnames say which providers see the dossier.
	Deelnames []Deelnameregel
	// Gebeurtenissen are all facts, of which the extract is made; nil takes it away.
	Gebeurtenissen []dossier.Gebeurtenis
	// Staat is the print of the rows that stand, as Uittreksel gave it. When it is also that
	// of these rows, nothing is read or written. Zero trusts nothing of what stands.
	Staat Afdruk
	// Zeker says that something has to be written for certain, so that nobody looks first.
	Zeker bool
}

// Vervangen is what VervangLijst did.
type Vervangen struct {
	Gewijzigd    int      // dossiers of which a row changed
	Overgeslagen []string // dossiers that moved on meanwhile, or are gone
}

// Zicht is what the asker may see. It is part of every query, so that no list can
// show more. Nothing said is nothing seen: all of a municipality must be asked for.
type Zicht struct {
	Gemeente     begrip.Gemeente
	Klantmanager string // only dossiers of this person
	Team         string // only dossiers of this team
	Onverdeeld   bool   // with Klantmanager: also dossiers that nobody has yet
	Alles        bool   // the whole municipality
}

// Zoekvraag asks for people whose name parts begin with every word of Tekst.
type Zoekvraag struct {
	Zicht
	Tekst   string
	Hooguit int // 0 is 20
}

// WerkFilter narrows the worklist. Empty fields narrow nothing.
type WerkFilter struct {
	Zicht
	Rol       begrip.Rol
	Soort     string
	Doelgroep begrip.Doelgroep
	Leerroute begrip.Leerroute
	Nummer    string
	Vandaag   begrip.Datum // tasks that only make sense later stay out; 0 shows all
	Van, Tot  begrip.Datum // last day from and up to and including; Tot leaves out tasks without a last day
	Na        string       // cursor of the previous page
	Hooguit   int          // 0 is 50
}

// Werkregel is a task with what the row of a worklist shows.
type Werkregel struct {
	Taakregel
	Nummer             string
	Naam               begrip.Naam
	Klantmanager, Team string
	Stelsel            begrip.Stelsel
	Doelgroep          begrip.Doelgroep
	Leerroute          begrip.Leerroute
	Hier               string // cursor of the page that would begin after this row
}

// Werkblad is a page of the worklist. Volgende is empty on the last page.
type Werkblad struct {
	Regels   []Werkregel
	Volgende string
}

// DossierFilter narrows the list of dossiers. Empty fields narrow nothing.
type DossierFilter struct {
	Zicht
	Fase        string
	Stelsel     begrip.Stelsel
	Doelgroep   begrip.Doelgroep
	Leerroute   begrip.Leerroute
	OokGesloten bool
	Na          string // cursor of the previous page; holds no name
	Hooguit     int    // 0 is 50
}

// Dossierblad is a page of the list of dossiers. Volgende is empty on the last page.
type Dossierblad struct {
	Regels   []Lijstregel
	Volgende string
}

// TelFilter says over what to count.
type TelFilter struct {
	Zicht
	Vandaag begrip.Datum // a last day before it is too late
	Week    begrip.Datum // last day of "this week"
}

// Tellingen are figures for steering, grouped.
type Tellingen struct {
	Dossiers []Dossiertelling
	Taken    []Taaktelling
}

// Dossiertelling counts dossiers that are alike.
type Dossiertelling struct {
	Fase      string
	Stelsel   begrip.Stelsel
	Doelgroep begrip.Doelgroep
	Leerroute begrip.Leerroute
	Gesloten  bool
	Aantal    int
}

// Taaktelling counts tasks of one kind.
type Taaktelling struct {
	Soort                    string
	Aantal, TeLaat, DezeWeek int
}

// Bericht is a message of a chain partner, with its content as it came.
type Bericht struct {
	ID     string // berichtId of the sender
	Bron   string
	Code   string // such as "SS139"
	Moment int64  // received, seconds since 1970
	Nummer string // dossier it belongs to; "" is none yet
	Inhoud []byte // sealed in the store
	// Weg is the day on which its content was destroyed while it had no dossier; 0 is not.
	Weg      begrip.Datum
	Weggrond string
}

// BerichtFilter narrows the list of messages.
type BerichtFilter struct {
	Gemeente      begrip.Gemeente
	ZonderDossier bool  // and with something left to join
	Voor          int64 // received before this moment; 0 is any
	Code          string
	Nummer        string
	MetInhoud     bool   // also open the content
	Na            string // cursor of the previous page
	Hooguit       int    // 0 is 50
}

// Berichtblad is a page of messages.
type Berichtblad struct {
	Berichten []Bericht
	Volgende  string
}

// UitgaandStand is the state of outgoing work.
type UitgaandStand string

// The states.
const (
	Wacht    UitgaandStand = "wacht"
	Gedaan   UitgaandStand = "klaar"
	Opgeven  UitgaandStand = "mislukt"
	AlleWerk UitgaandStand = ""
)

// Uitgaand is one piece of outgoing work. Sleutel makes it idempotent: the same
// key is the same work, whoever asks and however often.
type Uitgaand struct {
	Sleutel string
	Soort   string // which worker takes it
	Nummer  string // dossier it belongs to; "" is none
	Inhoud  []byte // sealed in the store
	Vanaf   int64  // not before this moment, seconds since 1970

	// What the store keeps about the work.
	Stand  UitgaandStand
	Poging int   // how often it was taken; also proves who holds the lease
	Tot    int64 // end of the lease
	Fout   string
	Klaar  int64 // moment it was done
}

// ConceptSleutel names a draft: one per person, dossier and act.
type ConceptSleutel struct{ Gebruiker, Nummer, Handeling string }

// Concept is a form that is not finished yet.
type Concept struct {
	ConceptSleutel
	Versie int   // version of the dossier that was on the screen
	Moment int64 // last kept, seconds since 1970
	Inhoud []byte
}

// Bevinding is a fault in a chain: which dossier, which fact, what is wrong.
type Bevinding struct {
	Nummer string
	Feit   int // 0 is the dossier as a whole
	Zin    string
}

// Keuring is what ControleerKeten went through.
type Keuring struct{ Dossiers, Feiten, Fouten int }

// Hoofd is the head of the chain of one dossier.
type Hoofd struct {
	Nummer string
	Versie int
	Hash   dossier.Hash
}
