package store

import (
	"context"

	"traject/kern/begrip"
	"traject/kern/dossier"
)

// Kelder is where dossiers are kept. Every method takes the municipality, works
// within it only and is safe for concurrent use. Methods that read one thing
// answer ErrNietGevonden when it is not there; lists are then empty.
type Kelder interface {
	Log
	Lijsten
	Postvak
	Uitgang
	Concepten
	Toezicht
	Audit
	Registers
	Bewaring
	Afloop
	Gereedheid
	Sessies
	Werkbeheer
	// Sluit finishes what was started and releases files and connections.
	Sluit() error
}

// Log is the append-only part: facts per dossier, chained and sealed.
type Log interface {
	// Lees gives all facts of a dossier, oldest first, after proving the chain.
	// A broken chain gives a *Ketenbreuk, a destroyed dossier ErrVernietigd.
	Lees(ctx context.Context, g begrip.Gemeente, nummer string) (Logboek, error)
	// LeesAls is Lees for whoever may: mag hears the row of the dossier in the lists first.
	// When it says no, or there is no row, nothing is opened and mocht is no.
	LeesAls(ctx context.Context, g begrip.Gemeente, nummer string, mag func(Lijstregel) bool) (l Logboek, mocht bool, err error)
	// NieuwNummer reserves the next dossier number of a year, such as "2026-0412".
	// A number that is never used leaves a gap; it is not handed out again.
	NieuwNummer(ctx context.Context, g begrip.Gemeente, jaar int) (string, error)
	// NieuweNummers reserves a series at once, for bulk.
	NieuweNummers(ctx context.Context, g begrip.Gemeente, jaar, aantal int) ([]string, error)
	// Toevoegen does everything in t in one transaction, or nothing.
	Toevoegen(ctx context.Context, t Toevoeging) error
	// ToevoegenVeel does a batch in one transaction. All parts belong to one
	// municipality and each dossier occurs once. One refusal refuses the batch.
	ToevoegenVeel(ctx context.Context, ts []Toevoeging) error
	// Vernietig destroys the key of a dossier and everything that can be read or
	// found by it, and closes the chain with an unsealed fact that says so.
	Vernietig(ctx context.Context, g begrip.Gemeente, nummer string, v Vernietiging) error
	// Zegel tells how a dossier is sealed, and whether it was destroyed.
	Zegel(ctx context.Context, g begrip.Gemeente, nummer string) (Zegelgegevens, error)
	// VernieuwSleutels wraps the keys of all dossiers of the municipality with its
	// present key and answers how many were still wrapped by an older one.
	VernieuwSleutels(ctx context.Context, g begrip.Gemeente) (int, error)
}

// Lijsten are derived from the log and may be thrown away: see VervangLijst.
type Lijsten interface {
	// ZoekBSN gives the numbers of the dossiers of a person, oldest number first.
	ZoekBSN(ctx context.Context, g begrip.Gemeente, bsn begrip.BSN) ([]string, error)
	// Zoek finds on the beginning of each name part, whatever case or accents.
	Zoek(ctx context.Context, v Zoekvraag) ([]Lijstregel, error)
	// Werklijst gives tasks by last day; tasks without a last day come at the end.
	Werklijst(ctx context.Context, f WerkFilter) (Werkblad, error)
	// Dossierlijst gives dossiers by name.
	Dossierlijst(ctx context.Context, f DossierFilter) (Dossierblad, error)
	// Tellingen gives figures for steering. It reads everything in sight: not for a page that opens often.
	Tellingen(ctx context.Context, f TelFilter) (Tellingen, error)
	// TeHerzien gives dossiers whose rows may change on or before the day, in order of
	// number, after the number na ("" is from the start), at most hooguit.
	TeHerzien(ctx context.Context, g begrip.Gemeente, dag begrip.Datum, na string, hooguit int) ([]string, error)
	// LeesLijst gives the row and the tasks of one dossier, to compare with what the log says.
	LeesLijst(ctx context.Context, g begrip.Gemeente, nummer string) (Lijstregel, []Taakregel, error)
	// Deelnemers gives the people of one provider, by name.
	Deelnemers(ctx context.Context, f DeelnemerFilter) (Deelnemerblad, error)
	// LeesDeelnames gives which providers see one dossier; none when it is not there.
	LeesDeelnames(ctx context.Context, g begrip.Gemeente, nummer string) ([]Deelnameregel, error)
	// VervangLijst replaces rows without adding facts. A dossier whose version moved
	// on meanwhile is skipped and named: its rows are already newer.
	VervangLijst(ctx context.Context, g begrip.Gemeente, vs []Lijstvervanging) (Vervangen, error)
}

// Postvak is the inbox: every message of a chain partner, once.
type Postvak interface {
	// BewaarBericht keeps a message that has no dossier (yet). The same message
	// again gives a *BerichtBestaat.
	BewaarBericht(ctx context.Context, g begrip.Gemeente, b Bericht) error
	// ZoekBericht gives a message by its id.
	ZoekBericht(ctx context.Context, g begrip.Gemeente, id string) (Bericht, error)
	// Berichten gives messages, newest first.
	Berichten(ctx context.Context, f BerichtFilter) (Berichtblad, error)
	// Kenmerken gives a print of something that can be guessed, such as a row with a BSN, to
	// use as an id: the same content gives the same print, and without the key nobody finds
	// back what it was. One for each key of the municipality, the present one first.
	Kenmerken(g begrip.Gemeente, inhoud []byte) ([]string, error)
	// KoppelBericht joins a stored message to a dossier. Toevoeging.Koppel does so together with facts.
	KoppelBericht(ctx context.Context, g begrip.Gemeente, id, nummer string) error
}

// Uitgang is the outbox: work that must happen outside, at least once.
type Uitgang interface {
	// Plaats puts work in the outbox that comes without facts, such as periodic
	// work. A key that is already there is passed over.
	Plaats(ctx context.Context, g begrip.Gemeente, us []Uitgaand) error
	// Neem leases at most hooguit pieces of work that are due at nu until tot (both
	// in seconds since 1970); whoever dies lets the lease run out. Empty soort is any.
	Neem(ctx context.Context, g begrip.Gemeente, soort string, nu, tot int64, hooguit int) ([]Uitgaand, error)
	// Klaar ends work that was leased. ErrLeaseKwijt: someone else has it by now.
	Klaar(ctx context.Context, g begrip.Gemeente, u Uitgaand, nu int64) error
	// Mislukt gives work back, to be taken again from opnieuw; 0 gives up. The text
	// fout is shown to the application manager and holds nothing personal.
	Mislukt(ctx context.Context, g begrip.Gemeente, u Uitgaand, fout string, opnieuw int64) error
	// UitgaandLijst gives work in one state, by key after na, without its content.
	UitgaandLijst(ctx context.Context, g begrip.Gemeente, stand UitgaandStand, na string, hooguit int) ([]Uitgaand, error)
	// Opnieuw puts work that was given up back in the queue, by hand.
	Opnieuw(ctx context.Context, g begrip.Gemeente, sleutel string, nu int64) error
}

// Concepten are forms that are not finished yet, sealed.
type Concepten interface {
	LeesConcept(ctx context.Context, g begrip.Gemeente, s ConceptSleutel) (Concept, error)
	BewaarConcept(ctx context.Context, g begrip.Gemeente, c Concept) error
	// WisConcept removes a draft; one that is not there is no error.
	WisConcept(ctx context.Context, g begrip.Gemeente, s ConceptSleutel) error
	// RuimConceptenOp removes drafts that were kept before this moment, and answers how many.
	RuimConceptenOp(ctx context.Context, g begrip.Gemeente, voor int64) (int, error)
}

// Toezicht is for traject check and traject rebuild.
type Toezicht interface {
	// Gemeenten gives the municipalities that keep something here.
	Gemeenten(ctx context.Context) ([]begrip.Gemeente, error)
	// Loop hands every dossier that was not destroyed to f, in order of number. A
	// dossier that cannot be read comes with its error and does not stop the walk; an error of f does.
	Loop(ctx context.Context, g begrip.Gemeente, f func(nummer string, l Logboek, err error) error) error
	// LoopNa is Loop for the dossiers after this number, to go on where one stopped.
	LoopNa(ctx context.Context, g begrip.Gemeente, na string, f func(nummer string, l Logboek, err error) error) error
	// LoopUittreksels hands every dossier after this number that was not destroyed to f, in
	// pages and from several goroutines at once: the quick road for whoever recalculates all
	// (see Uittreksel). A dossier that cannot be read comes with its Fout. f may write; an
	// error of f ends the walk.
	LoopUittreksels(ctx context.Context, g begrip.Gemeente, na string, f func(context.Context, Uittrekselblad) error) error
	// ControleerKeten proves every chain, destroyed ones included, and hands each finding to f.
	ControleerKeten(ctx context.Context, g begrip.Gemeente, f func(Bevinding) error) (Keuring, error)
	// ControleerLijsten looks for what a walk along the dossiers cannot see: rows of a
	// dossier that is not there, a name that cannot be found, and an extract that does not say
	// what the log and the rows say. Each finding goes to f.
	ControleerLijsten(ctx context.Context, g begrip.Gemeente, f func(Bevinding) error) error
	// RuimLijsten removes rows of dossiers that are not there and answers how many.
	RuimLijsten(ctx context.Context, g begrip.Gemeente) (int, error)
	// Hoofden hands the head of every chain to f, for export outside the house.
	Hoofden(ctx context.Context, g begrip.Gemeente, f func(Hoofd) error) error
	// ControleerHoofden compares heads that were exported earlier with the chains:
	// only this shows a tail that was cut off.
	ControleerHoofden(ctx context.Context, g begrip.Gemeente, hoofden []Hoofd) ([]Bevinding, error)
}

// Logboek is the log of one dossier.
type Logboek struct {
	Nummer         string
	Versie         int // number of the last fact
	Gebeurtenissen []dossier.Gebeurtenis
}

// Toevoeging is what one act changes. Empty parts change nothing.
type Toevoeging struct {
	Gemeente begrip.Gemeente
	Nummer   string
	// Verwacht is the version on which the act was based; 0 opens the dossier.
	// Another version gives a *Conflict, a dossier that is already there ErrBestaatAl.
	Verwacht int
	// Gebeurtenissen are numbered Verwacht+1 and on; a Nummer or Vorm of 0 is filled in.
	Gebeurtenissen []dossier.Gebeurtenis
	// Lijst, Taken and Deelnames replace all rows of the dossier; a nil Lijst leaves all as they are.
	Lijst     *Lijstregel
	Taken     []Taakregel
	Deelnames []Deelnameregel
	// Eerder are the facts before these, as Lees gave them: of all together the extract is
	// made that goes with Lijst. Without them it goes away.
	Eerder []dossier.Gebeurtenis
	// EnigBSN refuses with a *PersoonBestaat when another dossier has the BSN of
	// Lijst, so that two messages at once cannot open two dossiers.
	EnigBSN    bool
	Uitgaand   []Uitgaand
	Bericht    *Bericht        // message that brought this about; seen before gives a *BerichtBestaat
	Koppel     []string        // ids of stored messages that belong to this dossier
	WisConcept *ConceptSleutel // draft that became this act
	Audit      []Auditregel    // lines of the audit that stand or fall with the act
	Groepweg   *Groepweg       // group of fields that is destroyed; its hold gives ErrAangehouden
}

// Vernietiging is why and when a dossier is destroyed. It stays readable, so it
// holds nothing about the person.
type Vernietiging struct {
	Verwacht int // version, as in Toevoeging
	Dag      begrip.Datum
	Moment   int64       // seconds since 1970
	Grond    string      // such as "Bi2021 art. 9.9 lid 1"
	Tenzij   string      // a DossierSoort: with such a document about the dossier nothing happens but ErrAangehouden
	Lang     *LangeSet   // what may stay, kept in the same transaction; nil is nothing
	Audit    *Auditregel // who did it; stands or falls with the destruction
}

// Zegelgegevens tells how a dossier is sealed.
type Zegelgegevens struct {
	Versie     int
	SleutelID  string // key of the municipality that wraps the key of the dossier; "" after destruction
	Vernietigd *Vernietiging
	Hoofd      dossier.Hash // hash of the last fact
}
