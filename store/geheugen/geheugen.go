package geheugen

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"sync"

	"traject/kern/begrip"
	"traject/store"
)

// Kelder keeps dossiers in memory. The chain is sealed as in a database; what is
// only looked up is kept as it is.
type Kelder struct {
	zegel *store.Zegel
	mu    sync.Mutex
	gs    map[begrip.Gemeente]*gemeente
}

var _ store.Kelder = (*Kelder)(nil)

// Nieuw gives an empty Kelder.
func Nieuw(sleutels store.Sleutels) *Kelder {
	return &Kelder{zegel: store.NieuwZegel(sleutels), gs: map[begrip.Gemeente]*gemeente{}}
}

// gemeente is all that one municipality keeps.
type gemeente struct {
	dossiers  map[string]*dossier
	tellers   map[int]int
	berichten map[string]store.Bericht
	uitgaand  map[string]store.Uitgaand
	concepten map[store.ConceptSleutel]store.Concept
	audit     map[string]*auditketen
	register  map[plaats]store.Stuk
	lang      map[string]langeset
	sessies   map[string]store.Sessie
}

// dossier is a chain with its rows; lijst is nil when there are none.
type dossier struct {
	kop   store.Kop
	rijen []store.Schakelrij
	lijst *store.Lijstregel
	bsn   begrip.BSN
	taken []store.Taakregel

	deelnames []store.Deelnameregel
	u         store.Uittrekselrij
}

// bij gives the municipality; the caller holds the lock.
func (k *Kelder) bij(g begrip.Gemeente) *gemeente {
	if k.gs[g] == nil {
		k.gs[g] = &gemeente{map[string]*dossier{}, map[int]int{}, map[string]store.Bericht{}, map[string]store.Uitgaand{}, map[store.ConceptSleutel]store.Concept{}, map[string]*auditketen{}, map[plaats]store.Stuk{}, map[string]langeset{}, map[string]store.Sessie{}}
	}
	return k.gs[g]
}

func (g *gemeente) zoek(nummer string) (*dossier, error) {
	d := g.dossiers[nummer]
	if d == nil {
		return nil, fmt.Errorf("dossier %s zoeken: %w", nummer, store.ErrNietGevonden)
	}
	return d, nil
}

// nummers gives the numbers of all dossiers after na, in order.
func (g *gemeente) nummers(na string) []string {
	uit := slices.Sorted(maps.Keys(g.dossiers))
	return slices.DeleteFunc(uit, func(n string) bool { return n <= na })
}

// Sluit does nothing: there is nothing to close.
func (k *Kelder) Sluit() error { return nil }

// Lees gives all facts of a dossier after proving the chain.
func (k *Kelder) Lees(_ context.Context, g begrip.Gemeente, nummer string) (store.Logboek, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	d, err := k.bij(g).zoek(nummer)
	if err != nil {
		return store.Logboek{}, err
	}
	return k.zegel.Logboek(&d.kop, d.rijen)
}

// LeesAls is Lees for whoever may see the dossier.
func (k *Kelder) LeesAls(ctx context.Context, g begrip.Gemeente, nummer string, mag func(store.Lijstregel) bool) (store.Logboek, bool, error) {
	r, _, err := k.LeesLijst(ctx, g, nummer)
	if err != nil || !mag(r) {
		return store.Logboek{}, false, nil // there is no row: that is no error here
	}
	l, err := k.Lees(ctx, g, nummer)
	return l, true, err
}

// NieuwNummer reserves the next dossier number of a year.
func (k *Kelder) NieuwNummer(ctx context.Context, g begrip.Gemeente, jaar int) (string, error) {
	n, err := k.NieuweNummers(ctx, g, jaar, 1)
	if err != nil {
		return "", err
	}
	return n[0], nil
}

// NieuweNummers reserves a series of numbers at once.
func (k *Kelder) NieuweNummers(_ context.Context, g begrip.Gemeente, jaar, aantal int) ([]string, error) {
	if aantal < 1 {
		return nil, fmt.Errorf("%d nummers uitgeven: %w", aantal, store.ErrVerkeerdeVorm)
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	t := k.bij(g).tellers
	t[jaar] += aantal
	return store.Nummers(jaar, t[jaar]-aantal+1, t[jaar]), nil
}

// Toevoegen does everything in t, or nothing.
func (k *Kelder) Toevoegen(ctx context.Context, t store.Toevoeging) error {
	return k.ToevoegenVeel(ctx, []store.Toevoeging{t})
}

// ToevoegenVeel does a batch: first everything is prepared and may refuse, then all is put in place.
func (k *Kelder) ToevoegenVeel(_ context.Context, ts []store.Toevoeging) error {
	if err := store.KeurToevoegingen(ts); err != nil || len(ts) == 0 {
		return err
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	g := k.bij(ts[0].Gemeente)
	klaar := make([]*dossier, len(ts))
	for i := range ts {
		var err error
		if klaar[i], err = k.bereidVoor(g, &ts[i]); err != nil {
			return err
		}
	}
	var audit []store.Auditregel
	for i := range ts {
		audit = append(audit, ts[i].Audit...)
	}
	if err := k.voegAuditToe(ts[0].Gemeente, g, audit); err != nil {
		return err
	}
	for i := range ts {
		g.plaats(klaar[i], &ts[i])
	}
	return nil
}

func (k *Kelder) bereidVoor(g *gemeente, t *store.Toevoeging) (*dossier, error) {
	nieuw, err := k.kopVoor(g, t)
	if err != nil {
		return nil, err
	}
	if t.Bericht != nil {
		if err := g.mag(*t.Bericht); err != nil {
			return nil, err
		}
	}
	for _, id := range t.Koppel {
		if err := g.magKoppelen(id, t.Nummer); err != nil {
			return nil, err
		}
	}
	for _, u := range t.Uitgaand {
		if err := keurUitgaand(u); err != nil {
			return nil, err
		}
	}
	if t.EnigBSN && t.Lijst != nil && !t.Lijst.BSN.IsLeeg() {
		for _, nummer := range g.nummers("") {
			if nummer != t.Nummer && g.dossiers[nummer].bsn == t.Lijst.BSN {
				return nil, &store.PersoonBestaat{Nummer: nummer}
			}
		}
	}
	rijen, err := k.zegel.Schakel(&nieuw.kop, t.Gebeurtenissen)
	if err != nil {
		return nil, err
	}
	if w := t.Groepweg; w != nil {
		if _, is := g.register[plaats{w.Tenzij, t.Nummer}]; is {
			return nil, fmt.Errorf("%s van dossier %s vernietigen: %w", w.Groep, t.Nummer, store.ErrAangehouden)
		}
		if err := nieuw.kop.SluitGroep(*w); err != nil {
			return nil, err
		}
	}
	nieuw.rijen = append(slices.Clip(nieuw.rijen), rijen...)
	if t.Lijst != nil {
		nieuw.zetLijst(t.Lijst, t.Taken, t.Deelnames)
		return nieuw, k.zetUittreksel(nieuw, t.AlleFeiten(), t.Lijst, t.Taken, t.Deelnames)
	}
	return nieuw, nil
}

// kopVoor gives a copy of the dossier to work on, or a new one.
func (k *Kelder) kopVoor(g *gemeente, t *store.Toevoeging) (*dossier, error) {
	if t.Verwacht == 0 {
		if g.dossiers[t.Nummer] != nil {
			return nil, fmt.Errorf("dossier %s openen: %w", t.Nummer, store.ErrBestaatAl)
		}
		kop, err := k.zegel.NieuweKop(t.Gemeente, t.Nummer)
		if err != nil {
			return nil, err
		}
		return &dossier{kop: *kop}, nil
	}
	oud, err := g.zoek(t.Nummer)
	if err != nil {
		return nil, err
	}
	kopie := *oud
	return &kopie, kopie.kop.Verwacht(t.Verwacht)
}

func (d *dossier) zetLijst(l *store.Lijstregel, taken []store.Taakregel, deelnames []store.Deelnameregel) {
	kopie := *l
	kopie.Nummer, kopie.Versie, kopie.BSN = d.kop.Nummer, d.kop.Versie, begrip.BSN{}
	d.lijst, d.bsn, d.taken, d.deelnames = &kopie, l.BSN, slices.Clone(taken), slices.Clone(deelnames)
}

// plaats puts in place what bereidVoor prepared; nothing can refuse any more.
func (g *gemeente) plaats(d *dossier, t *store.Toevoeging) {
	g.dossiers[t.Nummer] = d
	if t.Bericht != nil {
		b := *t.Bericht
		b.Nummer, b.Inhoud = t.Nummer, slices.Clone(b.Inhoud)
		g.berichten[b.ID] = b
	}
	for _, id := range t.Koppel {
		g.koppel(id, t.Nummer)
	}
	for _, u := range t.Uitgaand {
		u.Nummer = t.Nummer
		g.zetUitgaand(u)
	}
	if t.WisConcept != nil {
		delete(g.concepten, *t.WisConcept)
	}
	if w := t.Groepweg; w != nil {
		maps.DeleteFunc(g.concepten, func(s store.ConceptSleutel, _ store.Concept) bool {
			return s.Nummer == t.Nummer && slices.Contains(w.Concepten, s.Handeling)
		})
	}
}

// Vernietig destroys the key of a dossier and everything by which it can be read or found.
func (k *Kelder) Vernietig(_ context.Context, g begrip.Gemeente, nummer string, v store.Vernietiging) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	gem := k.bij(g)
	d, err := gem.zoek(nummer)
	if err != nil {
		return err
	}
	if err := d.kop.Verwacht(v.Verwacht); err != nil {
		return err
	}
	if _, is := gem.register[plaats{v.Tenzij, nummer}]; is {
		return fmt.Errorf("dossier %s vernietigen: %w", nummer, store.ErrAangehouden)
	}
	if v.Audit != nil {
		if err := k.voegAuditToe(g, gem, []store.Auditregel{*v.Audit}); err != nil {
			return err
		}
	}
	slot, err := d.kop.SluitAf(v)
	if err != nil {
		return err
	}
	if err := k.bewaarLang(gem, g, v.Lang); err != nil {
		return err
	}
	gem.wisStukken(nummer)
	d.rijen = append(d.rijen, slot)
	d.lijst, d.taken, d.deelnames, d.bsn, d.u = nil, nil, nil, begrip.BSN{}, store.Uittrekselrij{}
	maps.DeleteFunc(gem.uitgaand, func(_ string, u store.Uitgaand) bool { return u.Nummer == nummer })
	maps.DeleteFunc(gem.concepten, func(s store.ConceptSleutel, _ store.Concept) bool { return s.Nummer == nummer })
	for id, b := range gem.berichten {
		if b.Nummer == nummer {
			b.Inhoud = nil
			gem.berichten[id] = b
		}
	}
	return nil
}

// Zegel tells how a dossier is sealed.
func (k *Kelder) Zegel(_ context.Context, g begrip.Gemeente, nummer string) (store.Zegelgegevens, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	d, err := k.bij(g).zoek(nummer)
	if err != nil {
		return store.Zegelgegevens{}, err
	}
	return d.kop.Gegevens(d.rijen)
}

// VernieuwSleutels wraps the keys of all dossiers with the present key.
func (k *Kelder) VernieuwSleutels(_ context.Context, g begrip.Gemeente) (int, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	aantal := 0
	for _, d := range k.bij(g).dossiers {
		if d.kop.Vernietigd {
			continue
		}
		gewijzigd, err := k.zegel.Herpak(&d.kop)
		if err != nil {
			return aantal, fmt.Errorf("sleutels van gemeente %s vernieuwen: %w", g, err)
		}
		if gewijzigd {
			aantal++
		}
	}
	lang, err := k.vernieuwLang(g)
	return aantal + lang, err
}

// Gemeenten gives the municipalities that keep something here.
func (k *Kelder) Gemeenten(context.Context) ([]begrip.Gemeente, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	return slices.Sorted(maps.Keys(k.gs)), nil
}

// ketens gives a copy of all chains, in order of number.
func (k *Kelder) ketens(g begrip.Gemeente) []dossier {
	k.mu.Lock()
	defer k.mu.Unlock()
	gem := k.bij(g)
	var uit []dossier
	for _, nummer := range gem.nummers("") {
		uit = append(uit, *gem.dossiers[nummer])
	}
	return uit
}

// Loop hands every dossier that was not destroyed to f.
func (k *Kelder) Loop(ctx context.Context, g begrip.Gemeente, f func(string, store.Logboek, error) error) error {
	return k.LoopNa(ctx, g, "", f)
}

// LoopNa is Loop for the dossiers after this number.
func (k *Kelder) LoopNa(_ context.Context, g begrip.Gemeente, na string, f func(string, store.Logboek, error) error) error {
	for _, d := range k.ketens(g) {
		if d.kop.Vernietigd || d.kop.Nummer <= na {
			continue
		}
		l, err := k.zegel.Logboek(&d.kop, d.rijen)
		var storing *store.Storing
		if errors.As(err, &storing) {
			return err
		}
		if err := f(d.kop.Nummer, l, err); err != nil {
			return err
		}
	}
	return nil
}

// ControleerLijsten finds nothing: here a row belongs to its dossier and names are compared as they are.
func (k *Kelder) ControleerLijsten(context.Context, begrip.Gemeente, func(store.Bevinding) error) error {
	return nil
}

// RuimLijsten has nothing to remove.
func (k *Kelder) RuimLijsten(context.Context, begrip.Gemeente) (int, error) { return 0, nil }

// ControleerKeten proves every chain and hands each finding to f.
func (k *Kelder) ControleerKeten(_ context.Context, g begrip.Gemeente, f func(store.Bevinding) error) (store.Keuring, error) {
	var uit store.Keuring
	for _, d := range k.ketens(g) {
		uit.Dossiers++
		uit.Feiten += len(d.rijen)
		b, err := k.zegel.Keur(&d.kop, d.rijen)
		if err != nil {
			return uit, fmt.Errorf("ketens van gemeente %s controleren: %w", g, err)
		}
		if b == nil {
			continue
		}
		uit.Fouten++
		if err := f(*b); err != nil {
			return uit, err
		}
	}
	return uit, nil
}

// Hoofden hands the head of every chain to f.
func (k *Kelder) Hoofden(_ context.Context, g begrip.Gemeente, f func(store.Hoofd) error) error {
	for _, d := range k.ketens(g) {
		if err := f(store.Hoofd{Nummer: d.kop.Nummer, Versie: d.kop.Versie, Hash: d.kop.Hoofd}); err != nil {
			return err
		}
	}
	return nil
}

// ControleerHoofden compares heads that were exported earlier with the chains.
func (k *Kelder) ControleerHoofden(_ context.Context, g begrip.Gemeente, hoofden []store.Hoofd) ([]store.Bevinding, error) {
	ketens := map[string]dossier{}
	for _, d := range k.ketens(g) {
		ketens[d.kop.Nummer] = d
	}
	var uit []store.Bevinding
	for _, h := range hoofden {
		var kop *store.Kop
		d, is := ketens[h.Nummer]
		if is {
			kop = &d.kop
		}
		if b := store.VergelijkHoofd(h, kop, d.rijen); b != nil {
			uit = append(uit, *b)
		}
	}
	return uit, nil
}
