package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"runtime"
	"slices"
	"sync"

	"traject/kern/begrip"
)

// Herstelopdracht says how an archive is put back.
type Herstelopdracht struct {
	// Afleiden gives how rows are derived in a municipality: lists do not travel.
	Afleiden func(begrip.Gemeente) (Afleiding, error)
	// Vernietigd are dossiers that were destroyed, perhaps after the archive was made.
	// They come back destroyed: without a key and without anything to find them by.
	Vernietigd []VernietigdDossier
	// LangeSet gives what may stay of a dossier that comes back destroyed: the record made
	// when it was destroyed is newer than the archive. Nil, or no record, is nothing.
	LangeSet func(begrip.Gemeente, Logboek, Vernietiging) (*LangeSet, error)
	// Bevinding hears of dossiers that were already broken when the archive was made;
	// they are put back as they were and stand in no list.
	Bevinding func(begrip.Gemeente, Bevinding) error
	// Meld hears how many dossiers are done.
	Meld func(gedaan int)
}

// Herstel puts an archive back where nothing is yet.
func (s *SQL) Herstel(ctx context.Context, r io.ReadSeeker, o Herstelopdracht) ([]Archieftelling, error) {
	verwacht, err := s.zegel.keurArchief(metContext(ctx, r))
	if err != nil {
		return nil, err
	}
	if _, err := r.Seek(0, io.SeekStart); err != nil {
		return nil, fmt.Errorf("reservekopie opnieuw lezen: %w", err)
	}
	var uit []Archieftelling
	err = s.motor.Herstel(ctx, func(voor func(begrip.Gemeente) (*sql.Tx, error)) error {
		h := &herstel{s: s, o: o, voor: voor}
		if h.lezer, err = nieuweArchieflezer(metContext(ctx, r)); err != nil {
			return err
		}
		for _, t := range verwacht {
			telling, err := h.gemeente(ctx, t)
			if err != nil {
				return err
			}
			uit = append(uit, telling)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return uit, nil
}

// contextlezer stops reading when the work is called off.
type contextlezer struct {
	ctx context.Context
	r   io.Reader
}

func metContext(ctx context.Context, r io.Reader) io.Reader { return contextlezer{ctx, r} }

func (c contextlezer) Read(b []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	return c.r.Read(b)
}

// herstel is one archive on its way back.
type herstel struct {
	s      *SQL
	o      Herstelopdracht
	voor   func(begrip.Gemeente) (*sql.Tx, error)
	lezer  *archieflezer
	gedaan int

	// Of the municipality at hand:
	g        begrip.Gemeente
	tx       *sql.Tx
	afleiden Afleiding
	weg      map[string]Vernietiging
	sloten   map[string]Auditslot // that the list asks for, by person
	ketens   []keten
	rijen    *invoer
	telling  Archieftelling
	hoofden  hoofdenafdruk // of the archive as it was read
	nieuw    hoofdenafdruk // of what was written
	// Dossiers of which a part went after the archive was made. Their drafts do not come back:
	// a form that was half done may hold what went.
	deelDicht map[string]bool
}

// gemeente puts the next municipality back and proves that the store now holds it.
func (h *herstel) gemeente(ctx context.Context, verwacht Archieftelling) (Archieftelling, error) {
	h.g = verwacht.Gemeente
	h.telling = Archieftelling{Gemeente: h.g}
	h.sloten, h.deelDicht = map[string]Auditslot{}, map[string]bool{}
	h.weg, h.hoofden, h.nieuw = map[string]Vernietiging{}, nieuweHoofdenafdruk(), nieuweHoofdenafdruk()
	for _, v := range h.o.Vernietigd {
		if v.Gemeente == h.g {
			h.weg[v.Nummer] = v.Vernietiging
		}
	}
	var err error
	if h.afleiden, err = h.o.Afleiden(h.g); err != nil {
		return h.telling, err
	}
	if h.tx, err = h.voor(h.g); err != nil {
		return h.telling, fmt.Errorf("gemeente %s klaarzetten: %w", h.g, err)
	}
	for {
		soort, inhoud, _, err := h.lezer.volgende()
		if err != nil {
			return h.telling, err
		}
		if soort == deelSlot {
			break
		}
		if err := h.deel(ctx, soort, inhoud); err != nil {
			return h.telling, err
		}
	}
	if err := errors.Join(h.schrijfKetens(ctx), h.schrijfRijen(ctx), h.schrijfSloten(ctx)); err != nil {
		return h.telling, err
	}
	return h.bewijs(ctx, verwacht)
}

func (h *herstel) deel(ctx context.Context, soort byte, inhoud []byte) error {
	switch soort {
	case deelGemeente:
		return nil
	case deelVernietigd:
		w, err := leesWaarden(inhoud, vormVernietig)
		if err != nil {
			return err
		}
		dag, err := begrip.LeesDatum(w[2].(string))
		h.weg[w[0].(string)] = Vernietiging{Verwacht: int(w[4].(int64)), Dag: dag, Moment: w[1].(int64), Grond: w[3].(string)}
		return err
	case deelDossier:
		return h.dossier(ctx, inhoud)
	case deelFeit:
		w, err := leesWaarden(inhoud, vormFeit)
		if err != nil || len(h.ketens) == 0 {
			return beschadigd(err)
		}
		r := Schakelrij{Nummer: int(w[0].(int64)), Vorm: int(w[1].(int64)), Moment: w[2].(int64), Verzegeld: w[3].([]byte)}
		copy(r.Vorige[:], w[4].([]byte))
		k := &h.ketens[len(h.ketens)-1]
		k.rijen = append(k.rijen, r)
		return nil
	case deelTeller:
		return h.rij(ctx, tabelTeller, inhoud)
	case deelBericht:
		h.telling.Berichten++
		return h.rij(ctx, tabelBericht, inhoud)
	case deelUitgaand:
		return h.rij(ctx, tabelUitgaand, inhoud)
	case deelConcept:
		return h.rij(ctx, tabelConcept, inhoud)
	case deelAudit:
		h.telling.Audit++
		return h.rij(ctx, tabelAudit, inhoud)
	case deelAudithoofd:
		return h.rij(ctx, tabelAuditkop, inhoud)
	case deelAuditslot:
		return h.rij(ctx, tabelSlot, inhoud)
	case deelRegister:
		return h.rij(ctx, tabelRegister, inhoud)
	case deelLang:
		return h.rij(ctx, tabelLang, inhoud)
	}
	return beschadigd(nil)
}

func (h *herstel) dossier(ctx context.Context, inhoud []byte) error {
	if len(h.ketens) == partij {
		if err := h.schrijfKetens(ctx); err != nil {
			return err
		}
	}
	k, err := h.lezer.leesKop(h.g, inhoud)
	if err != nil {
		return err
	}
	if k.sluitDelen(h.weg) {
		h.deelDicht[k.Nummer] = true
	}
	h.hoofden.plus(k)
	h.ketens = append(h.ketens, keten{k.Nummer, k, nil})
	return nil
}

// rij gathers one row of a table. What belongs to a dossier on the list of destroyed
// ones does not come back; of a message only the id, so that it is still recognised.
func (h *herstel) rij(ctx context.Context, t archieftabel, inhoud []byte) error {
	w, err := h.lezer.leesRij(t, inhoud)
	if err != nil {
		return err
	}
	isWeg := func(kolom int) bool { _, weg := h.weg[w[kolom].(string)]; return weg }
	switch t.soort {
	case deelBericht:
		if isWeg(4) {
			w[5], w[6] = "", []byte(nil)
		}
		if v, weg := h.weg[berichtplek(w[0].(string))]; weg && w[4] == "" {
			w[5], w[6], w[7] = "", []byte(nil), berichtweg(v)
		}
	case deelAudit:
		if terug, err := h.auditTerug(w); !terug || err != nil {
			return err
		}
	case deelAudithoofd:
		h.auditkopTerug(w)
	case deelAuditslot:
		if _, nieuwer := h.sloten[w[0].(string)]; nieuwer {
			return nil
		}
	case deelUitgaand:
		if isWeg(2) {
			return nil
		}
		h.telling.Uitgaand++
	case deelConcept:
		if isWeg(1) || h.deelDicht[w[1].(string)] {
			return nil
		}
		h.telling.Concepten++
	case deelRegister:
		nummer, is := VanDossier(w[0].(string), w[1].(string))
		if _, weg := h.weg[nummer]; weg && is {
			return nil
		}
	case deelLang:
		if v, weg := h.weg[LangVoor+w[0].(string)]; weg {
			w = []any{w[0], "", []byte(nil), "", geenDag, v.Moment, v.Dag.String(), v.Grond, []byte(nil), int64(1)}
		}
	}
	kop := h.s.invoer(t.naam, "gemeente, "+t.kolommen, "")
	if h.rijen == nil || h.rijen.tabel != kop.tabel || len(h.rijen.waarden) >= h.rijen.max {
		if err := h.schrijfRijen(ctx); err != nil {
			return err
		}
		h.rijen = kop
	}
	h.rijen.rij(append([]any{string(h.g)}, w...)...)
	return nil
}

func (h *herstel) schrijfRijen(ctx context.Context) error {
	if h.rijen == nil {
		return nil
	}
	if _, err := h.rijen.schrijf(ctx, h.tx); err != nil {
		return fmt.Errorf("rijen terugzetten: %w", err)
	}
	h.rijen = nil
	return nil
}

// uitkomst is what is to be written of one dossier.
type uitkomst struct {
	lijst     *lijstwerk
	lang      *Langerij
	bevinding *Bevinding
	err       error
}

// schrijfKetens proves, derives and writes the dossiers at hand.
func (h *herstel) schrijfKetens(ctx context.Context) error {
	dossiers := h.s.invoer("dossier", "gemeente, "+kopkolommen, "")
	feiten := h.s.invoer("feit", "gemeente, dossier, "+rijkolommen, "")
	langesets := h.s.langInvoer()
	var lijsten []lijstwerk
	for i, u := range h.leidAf() {
		k := h.ketens[i]
		if u.err != nil {
			return fmt.Errorf("dossier %s terugzetten: %w", k.nummer, u.err)
		}
		if u.bevinding != nil {
			if err := h.o.Bevinding(h.g, *u.bevinding); err != nil {
				return err
			}
		}
		h.telling.Dossiers++
		h.telling.Feiten += len(k.rijen)
		h.telling.Vernietigd += naarGetal(k.kop.Vernietigd)
		h.nieuw.plus(k.kop)
		dossiers.rij(string(h.g), k.nummer, k.kop.Versie, k.kop.Hoofd[:], k.kop.Sleutel, k.kop.SleutelID, naarGetal(k.kop.Vernietigd), k.kop.schrijfGroepen())
		for _, r := range k.rijen {
			feiten.rij(string(h.g), k.nummer, r.Nummer, r.Vorm, r.Moment, r.Verzegeld, r.Vorige[:])
		}
		if u.lijst != nil {
			lijsten = append(lijsten, *u.lijst)
		}
		if u.lang != nil {
			langesets.lang(h.g, *u.lang)
		}
	}
	rest, err := h.s.schrijfLijsten(ctx, h.tx, h.g, lijsten)
	if err != nil {
		return err
	}
	os := slices.Concat(dossiers.opdrachten("dossiers terugzetten"), feiten.opdrachten("feiten terugzetten"), langesets.opdrachten("lange sets terugzetten"), rest)
	if err := h.s.samen(ctx, h.tx, os); err != nil {
		return err
	}
	h.gedaan += len(h.ketens)
	h.ketens = h.ketens[:0]
	h.o.Meld(h.gedaan)
	return ctx.Err()
}

// leidAf works on the dossiers at hand with all cores: opening seals and applying the
// law costs more than writing.
func (h *herstel) leidAf() []uitkomst {
	uit := make([]uitkomst, len(h.ketens))
	werkers := runtime.NumCPU()
	var wacht sync.WaitGroup
	for w := range werkers {
		wacht.Go(func() {
			for i := w; i < len(uit); i += werkers {
				uit[i] = h.dossierAf(&h.ketens[i])
			}
		})
	}
	wacht.Wait()
	return uit
}

// dossierAf proves one chain and derives its rows, or closes it when it was destroyed
// after the archive was made.
func (h *herstel) dossierAf(k *keten) (u uitkomst) {
	if v, weg := h.weg[k.nummer]; weg && !k.kop.Vernietigd {
		if u.bevinding = keur(k.kop, k.rijen); u.bevinding != nil {
			u.bevinding.Zin = "dit dossier is vernietigd, maar zijn keten klopte niet: " + u.bevinding.Zin
		}
		if u.bevinding == nil {
			if u.lang, u.err = h.langAf(k, v); u.err != nil {
				return u
			}
		}
		slot, err := k.kop.SluitAf(v)
		k.rijen = append(k.rijen, slot)
		u.err = err
		return u
	}
	if k.kop.Vernietigd {
		u.bevinding, u.err = h.s.zegel.Keur(k.kop, k.rijen)
		return u
	}
	l, err := h.s.zegel.Logboek(k.kop, k.rijen)
	r, b, err := leidRegelAf(k.nummer, l, err, h.afleiden)
	if err != nil || b != nil {
		return uitkomst{bevinding: b, err: err}
	}
	u.lijst = &lijstwerk{kop: k.kop, regel: &r.Lijst, taken: r.Taken, deelnames: r.Deelnames, feiten: l.Gebeurtenissen}
	return u
}

// langAf makes the long set of a dossier that comes back destroyed, or says that it was
// destroyed too.
func (h *herstel) langAf(k *keten, v Vernietiging) (*Langerij, error) {
	if v, weg := h.weg[LangVoor+k.nummer]; weg {
		return &Langerij{LangeSet: LangeSet{Nummer: k.nummer}, Weg: &v}, nil
	}
	if h.o.LangeSet == nil {
		return nil, nil
	}
	l, err := h.s.zegel.Logboek(k.kop, k.rijen)
	if err != nil {
		return nil, err
	}
	lang, err := h.o.LangeSet(h.g, l, v)
	if err != nil || lang == nil {
		return nil, err
	}
	r, err := h.s.zegel.VerzegelLang(h.g, *lang)
	return &r, err
}

// bewijs reads back what was written and compares it with the archive.
func (h *herstel) bewijs(ctx context.Context, verwacht Archieftelling) (Archieftelling, error) {
	t := h.telling
	t.Afdruk = h.nieuw.tekst()
	terug, feiten := nieuweHoofdenafdruk(), 0
	for na, klaar := "", false; !klaar; {
		koppen, err := leesKoppen(ctx, h.tx, h.g, na, bladLoop)
		if err != nil {
			return t, err
		}
		for _, k := range koppen {
			terug.plus(k)
			na = k.Nummer
		}
		klaar = len(koppen) < bladLoop
	}
	if err := nieuweVraag("SELECT COUNT(*) FROM feit WHERE gemeente = ?", string(h.g)).rij(ctx, h.tx, &feiten); err != nil {
		return t, fmt.Errorf("feiten tellen: %w", err)
	}
	// Only closing facts of dossiers that were destroyed since may come on top.
	sindsdien := t.Vernietigd - verwacht.Vernietigd
	if h.hoofden.tekst() != verwacht.Afdruk || terug.tekst() != t.Afdruk || feiten != t.Feiten || t.Feiten != verwacht.Feiten+sindsdien ||
		t.Dossiers != verwacht.Dossiers || t.Berichten != verwacht.Berichten || t.Audit != verwacht.Audit {
		return t, &Archieffout{"Wat is teruggezet, is niet gelijk aan de reservekopie. Er is niets bewaard.", nil}
	}
	return t, nil
}

// VergelijkArchief compares every head in an archive with the chains here.
func (s *SQL) VergelijkArchief(ctx context.Context, r io.ReadSeeker, f func(begrip.Gemeente, Bevinding) error) ([]Archieftelling, error) {
	tellingen, err := s.zegel.keurArchief(metContext(ctx, r))
	if err != nil {
		return nil, err
	}
	if _, err := r.Seek(0, io.SeekStart); err != nil {
		return nil, fmt.Errorf("reservekopie opnieuw lezen: %w", err)
	}
	a, err := nieuweArchieflezer(metContext(ctx, r))
	if err != nil {
		return nil, err
	}
	for _, t := range tellingen {
		var hoofden []Hoofd
		for soort := byte(0); soort != deelSlot; {
			var inhoud []byte
			if soort, inhoud, _, err = a.volgende(); err != nil {
				return nil, err
			}
			if soort == deelDossier {
				k, err := a.leesKop(t.Gemeente, inhoud)
				if err != nil {
					return nil, err
				}
				hoofden = append(hoofden, Hoofd{Nummer: k.Nummer, Versie: k.Versie, Hash: k.Hoofd})
			}
			if len(hoofden) == partij || soort == deelSlot {
				bs, err := s.ControleerHoofden(ctx, t.Gemeente, hoofden)
				if err != nil {
					return nil, err
				}
				for _, b := range bs {
					if err := f(t.Gemeente, b); err != nil {
						return nil, err
					}
				}
				hoofden = hoofden[:0]
			}
		}
	}
	return tellingen, nil
}
