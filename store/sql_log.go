package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"

	"traject/kern/begrip"
)

const kopkolommen = "nummer, versie, hoofd, sleutel, sleutel_id, vernietigd, groepen"

func scanKop(g begrip.Gemeente, lees func(...any) error) (*Kop, error) {
	k := &Kop{Gemeente: g}
	var hoofd []byte
	var vernietigd int
	var groepen string
	if err := lees(&k.Nummer, &k.Versie, &hoofd, &k.Sleutel, &k.SleutelID, &vernietigd, &groepen); err != nil {
		return nil, err
	}
	k.Vernietigd = vernietigd != 0
	copy(k.Hoofd[:], hoofd)
	return k, k.leesGroepen(groepen)
}

func leesKop(ctx context.Context, tx *sql.Tx, g begrip.Gemeente, nummer string) (*Kop, error) {
	k, err := scanKop(g, func(doelen ...any) error {
		return nieuweVraag("SELECT "+kopkolommen+" FROM dossier WHERE gemeente = ? AND nummer = ?", string(g), nummer).rij(ctx, tx, doelen...)
	})
	if err != nil {
		return nil, fmt.Errorf("dossier %s zoeken: %w", nummer, err)
	}
	return k, nil
}

const rijkolommen = "nummer, vorm, moment, verzegeld, vorige"

func scanRij(lees func(...any) error, vooraf ...any) (Schakelrij, error) {
	var r Schakelrij
	var vorige []byte
	err := lees(append(vooraf, &r.Nummer, &r.Vorm, &r.Moment, &r.Verzegeld, &vorige)...)
	copy(r.Vorige[:], vorige)
	return r, err
}

// rijenVraag reads the facts of a dossier, oldest first.
func rijenVraag(g begrip.Gemeente, nummer string, rijen *[]Schakelrij) *Opdracht {
	return nieuweVraag("SELECT "+rijkolommen+" FROM feit WHERE gemeente = ? AND dossier = ? ORDER BY nummer", string(g), nummer).
		lezing("feiten van dossier "+nummer+" lezen", func(lees func(...any) error) error {
			r, err := scanRij(lees)
			*rijen = append(*rijen, r)
			return err
		})
}

// leesKeten reads head and facts of one moment.
func (s *SQL) leesKeten(ctx context.Context, g begrip.Gemeente, nummer string) (k *Kop, rijen []Schakelrij, err error) {
	var koppen map[string]*Kop
	err = s.motor.LeesSamen(ctx, g, func() []*Opdracht {
		koppen, rijen = map[string]*Kop{}, nil
		return append(s.kopVragen(g, []string{nummer}, "", koppen), rijenVraag(g, nummer, &rijen))
	})
	if k = koppen[nummer]; err == nil && k == nil {
		err = fmt.Errorf("dossier %s zoeken: %w", nummer, ErrNietGevonden)
	}
	return k, rijen, err
}

// Lees gives all facts of a dossier after proving the chain.
func (s *SQL) Lees(ctx context.Context, g begrip.Gemeente, nummer string) (Logboek, error) {
	k, rijen, err := s.leesKeten(ctx, g, nummer)
	if err != nil {
		return Logboek{}, err
	}
	return s.zegel.Logboek(k, rijen)
}

// LeesAls is Lees for whoever may see the dossier.
func (s *SQL) LeesAls(ctx context.Context, g begrip.Gemeente, nummer string, mag func(Lijstregel) bool) (Logboek, bool, error) {
	var koppen map[string]*Kop
	var rijen []Schakelrij
	var regels []Lijstregel
	err := s.motor.LeesSamen(ctx, g, func() []*Opdracht {
		koppen, rijen, regels = map[string]*Kop{}, nil, nil
		return append(s.kopVragen(g, []string{nummer}, "", koppen), rijenVraag(g, nummer, &rijen), regelVraag(g, nummer, &regels))
	})
	k := koppen[nummer]
	if err != nil || k == nil || len(regels) == 0 || !mag(regels[0]) {
		return Logboek{}, false, err
	}
	l, err := s.zegel.Logboek(k, rijen)
	return l, true, err
}

// NieuwNummer reserves the next dossier number of a year.
func (s *SQL) NieuwNummer(ctx context.Context, g begrip.Gemeente, jaar int) (string, error) {
	n, err := s.NieuweNummers(ctx, g, jaar, 1)
	if err != nil {
		return "", err
	}
	return n[0], nil
}

// NieuweNummers reserves a series of numbers at once.
func (s *SQL) NieuweNummers(ctx context.Context, g begrip.Gemeente, jaar, aantal int) ([]string, error) {
	if aantal < 1 {
		return nil, fmt.Errorf("%d nummers uitgeven: %w", aantal, ErrVerkeerdeVorm)
	}
	var laatste int
	err := s.motor.Schrijf(ctx, g, func(tx *sql.Tx) error {
		return nieuweVraag(`INSERT INTO teller (gemeente, jaar, laatste) VALUES (?, ?, ?)
			ON CONFLICT (gemeente, jaar) DO UPDATE SET laatste = teller.laatste + excluded.laatste RETURNING laatste`,
			string(g), jaar, aantal).rij(ctx, tx, &laatste)
	})
	if err != nil {
		return nil, fmt.Errorf("nummer voor een dossier uitgeven: %w", err)
	}
	return Nummers(jaar, laatste-aantal+1, laatste), nil
}

// Nummers writes dossier numbers: the year and a counter, nothing personal.
func Nummers(jaar, van, tot int) []string {
	uit := make([]string, 0, tot-van+1)
	for n := van; n <= tot; n++ {
		uit = append(uit, fmt.Sprintf("%d-%04d", jaar, n))
	}
	return uit
}

// Toevoegen does everything in t in one transaction, or nothing.
func (s *SQL) Toevoegen(ctx context.Context, t Toevoeging) error {
	if s.samenloop == nil || !t.kanSamen() {
		return s.ToevoegenVeel(ctx, []Toevoeging{t})
	}
	if err := KeurToevoegingen([]Toevoeging{t}); err != nil {
		return err
	}
	return s.samenloop.doe(ctx, t)
}

// ToevoegenVeel does a batch in one transaction.
func (s *SQL) ToevoegenVeel(ctx context.Context, ts []Toevoeging) error {
	if err := KeurToevoegingen(ts); err != nil || len(ts) == 0 {
		return err
	}
	g := ts[0].Gemeente
	return s.motor.Schrijf(ctx, g, func(tx *sql.Tx) error { return s.voegToe(ctx, tx, g, ts) })
}

// KeurToevoegingen checks what every engine asks of a batch.
func KeurToevoegingen(ts []Toevoeging) error {
	gezien := make(map[string]bool, len(ts))
	personen, berichten := map[begrip.BSN]string{}, map[string]bool{}
	for i := range ts {
		t := &ts[i]
		if b := t.Bericht; b != nil {
			if berichten[b.ID] {
				return fmt.Errorf("bericht %s tweemaal samen vastleggen: %w", b.ID, ErrVerkeerdeVorm)
			}
			berichten[b.ID] = true
		}
		if l := t.Lijst; l != nil && !l.BSN.IsLeeg() {
			if ander := personen[l.BSN]; ander != "" && t.EnigBSN {
				return &PersoonBestaat{ander}
			}
			personen[l.BSN] = t.Nummer
		}
		switch {
		case !t.Gemeente.IsGeldig() || t.Gemeente != ts[0].Gemeente:
			return fmt.Errorf("dossiers van verschillende gemeenten samen vastleggen: %w", ErrVerkeerdeVorm)
		case t.Nummer == "" || gezien[t.Nummer]:
			return fmt.Errorf("dossier %q tweemaal samen vastleggen: %w", t.Nummer, ErrVerkeerdeVorm)
		case t.Groepweg != nil && (len(ts) > 1 || t.Verwacht == 0 || len(t.Gebeurtenissen) == 0):
			return fmt.Errorf("een deel van dossier %s vernietigen zonder feit dat het zegt: %w", t.Nummer, ErrVerkeerdeVorm)
		case t.Verwacht == 0 && len(t.Gebeurtenissen) == 0:
			return fmt.Errorf("dossier %s zonder feit openen: %w", t.Nummer, ErrVerkeerdeVorm)
		}
		gezien[t.Nummer] = true
	}
	return nil
}

// voegToe is the one road by which facts enter, alone or in bulk: first all that must be
// known is read, then what can refuse refuses, then everything is written.
func (s *SQL) voegToe(ctx context.Context, tx *sql.Tx, g begrip.Gemeente, ts []Toevoeging) error {
	v := s.vooraf(g, ts)
	if err := s.motor.Samen(ctx, tx, v.vragen(s.motor.HoudVast(), v.audit.hoofden)); err != nil {
		return err
	}
	w := s.toevoegwerk(g)
	for i := range ts {
		t := &ts[i]
		k, err := v.kop(t)
		if err != nil {
			return err
		}
		if err := s.schrijfBericht(ctx, tx, k, t.Bericht); err != nil {
			return err
		}
		if t.Groepweg != nil {
			if err := s.nietAangehouden(ctx, tx, g, k.Nummer, t.Groepweg.Tenzij); err != nil {
				return err
			}
		}
		if err := w.neem(k, t, v.staat[t.Nummer]); err != nil {
			return err
		}
		for _, id := range t.Koppel {
			if err := s.koppel(ctx, tx, k, id); err != nil {
				return err
			}
		}
	}
	rest, err := s.schrijfLijsten(ctx, tx, g, w.lijsten)
	if err != nil {
		return err
	}
	regels, err := v.audit.schrijf()
	if err != nil {
		return err
	}
	return w.schrijf(ctx, tx, slices.Concat(rest, regels))
}

// vooraf is what must be known of dossiers before anything is written.
type vooraf struct {
	s        *SQL
	g        begrip.Gemeente
	bestaand []string // dossiers that do not open now
	metLijst []string // of which the rows of the lists may change
	koppen   map[string]*Kop
	staat    map[string]*staand
	audit    *auditwerk
}

func (s *SQL) vooraf(g begrip.Gemeente, ts []Toevoeging) *vooraf {
	v := &vooraf{s: s, g: g, koppen: map[string]*Kop{}, staat: map[string]*staand{}}
	var regels []Auditregel
	for i := range ts {
		regels = append(regels, ts[i].Audit...)
		if ts[i].Verwacht == 0 {
			continue
		}
		v.bestaand = append(v.bestaand, ts[i].Nummer)
		if ts[i].Lijst != nil {
			v.metLijst = append(v.metLijst, ts[i].Nummer)
		}
	}
	v.audit = s.auditwerk(g, regels)
	return v
}

// vragen reads in one go what stands of the dossiers that exist, and takes the audit
// chains of those who did it. The heads are locked first, as slot says: what is read after
// that still holds when it is written.
func (v *vooraf) vragen(slot string, audit func(slot string) []*Opdracht) []*Opdracht {
	return slices.Concat(v.s.kopVragen(v.g, v.bestaand, slot, v.koppen), v.s.standVragen(v.g, v.metLijst, false, v.staat), audit(slot))
}

// kop gives the head of a dossier that can be added to: a new one for what opens.
func (v *vooraf) kop(t *Toevoeging) (*Kop, error) {
	if t.Verwacht == 0 {
		return v.s.zegel.NieuweKop(v.g, t.Nummer)
	}
	k := v.koppen[t.Nummer]
	if k == nil {
		return nil, fmt.Errorf("dossier %s zoeken: %w", t.Nummer, ErrNietGevonden)
	}
	return k, k.Verwacht(t.Verwacht)
}

// toevoegwerk gathers what is written of one or more dossiers.
type toevoegwerk struct {
	s                  *SQL
	g                  begrip.Gemeente
	feiten, nieuw, uit *invoer
	verzet             *zetter
	concepten          *invoer
	groepweg           []*Opdracht
	lijsten            []lijstwerk
}

func (s *SQL) toevoegwerk(g begrip.Gemeente) *toevoegwerk {
	return &toevoegwerk{s: s, g: g,
		feiten:    s.invoer("feit", "gemeente, dossier, "+rijkolommen, " ON CONFLICT DO NOTHING"),
		nieuw:     s.invoer("dossier", "gemeente, "+kopkolommen, " ON CONFLICT DO NOTHING"),
		uit:       s.uitgaandInvoer(),
		verzet:    s.zetter(g, "dossier", "nummer, versie, vernietigd", "versie, hoofd, groepen"),
		concepten: &invoer{breedte: 4, rijtjes: s.motor.Rijtjes()},
	}
}

// neem seals the facts of one dossier and moves its head on.
func (w *toevoegwerk) neem(k *Kop, t *Toevoeging, staat *staand) error {
	rijen, err := w.s.zegel.Schakel(k, t.Gebeurtenissen)
	if err != nil {
		return err
	}
	if t.Groepweg != nil {
		if err := k.SluitGroep(*t.Groepweg); err != nil {
			return err
		}
		for _, h := range t.Groepweg.Concepten {
			w.groepweg = append(w.groepweg, nieuweVraag("DELETE FROM concept WHERE gemeente = ? AND nummer = ? AND handeling = ?", string(w.g), k.Nummer, h).
				opdracht("concepten van dossier "+k.Nummer+" wissen"))
		}
	}
	for _, r := range rijen {
		w.feiten.rij(string(w.g), t.Nummer, r.Nummer, r.Vorm, r.Moment, r.Verzegeld, r.Vorige[:])
	}
	if t.Verwacht == 0 {
		w.nieuw.rij(string(w.g), k.Nummer, k.Versie, k.Hoofd[:], k.Sleutel, k.SleutelID, 0, k.schrijfGroepen())
	} else {
		w.verzet.rij(k.Nummer, t.Verwacht, 0, k.Versie, k.Hoofd[:], k.schrijfGroepen())
	}
	for _, u := range t.Uitgaand {
		u.Nummer = t.Nummer
		if err := w.s.zetUitgaand(w.uit, w.g, k, u); err != nil {
			return err
		}
	}
	if t.WisConcept != nil {
		w.concepten.rij(t.WisConcept.waarden(w.g)...)
	}
	if t.Lijst != nil {
		w.lijsten = append(w.lijsten, lijstwerk{kop: k, staat: staat, enigBSN: t.EnigBSN, regel: t.Lijst, taken: t.Taken, deelnames: t.Deelnames, feiten: t.AlleFeiten()})
	}
	return nil
}

// schrijf sends everything at once. Heads go first: moving one on locks its dossier.
// Heads of dossiers that open go before the rest: one that is there already refuses.
func (w *toevoegwerk) schrijf(ctx context.Context, tx *sql.Tx, rest []*Opdracht) error {
	nieuw, feiten := w.nieuw.opdrachten("dossier openen"), w.feiten.opdrachten("feiten vastleggen")
	if err := w.s.samen(ctx, tx, nieuw); err != nil {
		return err
	}
	if geteld(nieuw)*w.nieuw.breedte != len(w.nieuw.waarden) {
		return fmt.Errorf("dossier openen: %w", ErrBestaatAl)
	}
	verzet := w.verzet.opdrachten("versies van dossiers verzetten")
	err := w.s.samen(ctx, tx, slices.Concat(verzet, feiten, rest, w.groepweg, w.overige()))
	if err != nil {
		return err
	}
	if geteld(verzet) != w.verzet.aantal() { // on an engine that does not lock what it reads
		return fmt.Errorf("versies van dossiers verzetten: %w", ErrConflict)
	}
	if geteld(feiten)*w.feiten.breedte != len(w.feiten.waarden) {
		return fmt.Errorf("feiten vastleggen: er staat al een feit op die plaats: %w", ErrConflict)
	}
	return nil
}

// opdrachten gives what is written of dossiers that were all there already, but for the lists.
func (w *toevoegwerk) opdrachten() []*Opdracht {
	return slices.Concat(w.verzet.opdrachten("versies van dossiers verzetten"), w.feiten.opdrachten("feiten vastleggen"), w.overige())
}

func (w *toevoegwerk) overige() []*Opdracht {
	return append(wisConcepten(w.concepten), w.uit.opdrachten("uitgaand werk klaarzetten")...)
}

// geteld gives how many rows statements touched together.
func geteld(os []*Opdracht) int {
	n := int64(0)
	for _, o := range os {
		n += o.Aantal
	}
	return int(n)
}

// Verwacht checks that the dossier can still be added to and has this version.
func (k *Kop) Verwacht(versie int) error {
	if k.Vernietigd {
		return fmt.Errorf("dossier %s wijzigen: %w", k.Nummer, ErrVernietigd)
	}
	if k.Versie != versie {
		return &Conflict{k.Nummer, versie, k.Versie}
	}
	return nil
}

// verzetOpdracht moves the head on, only from the version that was expected. It also
// locks the dossier until the end of the transaction.
func verzetOpdracht(k *Kop, verwacht int) *Opdracht {
	o := nieuweVraag(`UPDATE dossier SET versie = ?, hoofd = ?, sleutel = ?, sleutel_id = ?, vernietigd = ?, groepen = ?
		WHERE gemeente = ? AND nummer = ? AND versie = ? AND vernietigd = 0`,
		k.Versie, k.Hoofd[:], k.Sleutel, k.SleutelID, naarGetal(k.Vernietigd), k.schrijfGroepen(), string(k.Gemeente), k.Nummer, verwacht).
		opdracht("versie van dossier " + k.Nummer + " verzetten")
	o.Keur = func(ctx context.Context, tx *sql.Tx, aantal int64) error {
		if aantal == 1 {
			return nil
		}
		return nietVerzet(ctx, tx, k, verwacht)
	}
	return o
}

// nietVerzet says why a head could not be moved on.
func nietVerzet(ctx context.Context, tx *sql.Tx, k *Kop, verwacht int) error {
	nu, err := leesKop(ctx, tx, k.Gemeente, k.Nummer)
	if err != nil {
		return err
	}
	if nu.Vernietigd {
		return fmt.Errorf("dossier %s wijzigen: %w", k.Nummer, ErrVernietigd)
	}
	return &Conflict{k.Nummer, verwacht, nu.Versie}
}

// Zegel tells how a dossier is sealed.
func (s *SQL) Zegel(ctx context.Context, g begrip.Gemeente, nummer string) (Zegelgegevens, error) {
	k, rijen, err := s.leesKeten(ctx, g, nummer)
	if err != nil {
		return Zegelgegevens{}, err
	}
	return k.Gegevens(rijen)
}

// Gegevens tells how the dossier is sealed, given its facts.
func (k *Kop) Gegevens(rijen []Schakelrij) (Zegelgegevens, error) {
	z := Zegelgegevens{Versie: k.Versie, SleutelID: k.SleutelID, Hoofd: k.Hoofd}
	if k.Vernietigd && len(rijen) > 0 {
		v, err := LeesSlot(rijen[len(rijen)-1])
		if err != nil {
			return z, err
		}
		z.Vernietigd = &v
	}
	return z, nil
}

// VernieuwSleutels wraps the keys of all dossiers with the present key, some
// hundreds per transaction, so that others can work on meanwhile.
func (s *SQL) VernieuwSleutels(ctx context.Context, g begrip.Gemeente) (int, error) {
	totaal := 0
	for na, klaar := "", false; !klaar; {
		aantal, laatste := 0, ""
		err := s.motor.Schrijf(ctx, g, func(tx *sql.Tx) error {
			koppen, err := leesKoppen(ctx, tx, g, na, bladLoop)
			if err != nil {
				return err
			}
			aantal, klaar = 0, len(koppen) < bladLoop
			for _, k := range koppen {
				gewijzigd, err := s.herpak(ctx, tx, k)
				if err != nil {
					return err
				}
				aantal, laatste = aantal+naarGetal(gewijzigd), k.Nummer
			}
			return nil
		})
		if err != nil {
			return totaal, fmt.Errorf("sleutels van gemeente %s vernieuwen: %w", g, err)
		}
		totaal, na = totaal+aantal, laatste
	}
	lang, err := s.vernieuwLang(ctx, g)
	return totaal + lang, err
}

func (s *SQL) herpak(ctx context.Context, tx *sql.Tx, k *Kop) (bool, error) {
	if k.Vernietigd {
		return false, nil
	}
	// Whoever adds to the dossier meanwhile may add the key of a group: look again then.
	for {
		oud, groepen := k.SleutelID, k.schrijfGroepen()
		gewijzigd, err := s.zegel.Herpak(k)
		if err != nil || !gewijzigd {
			return false, err
		}
		n, err := nieuweVraag("UPDATE dossier SET sleutel = ?, sleutel_id = ?, groepen = ? WHERE gemeente = ? AND nummer = ? AND sleutel_id = ? AND groepen = ? AND vernietigd = 0",
			k.Sleutel, k.SleutelID, k.schrijfGroepen(), string(k.Gemeente), k.Nummer, oud, groepen).doe(ctx, tx)
		if err != nil || n == 1 {
			return n == 1, err
		}
		if k, err = leesKop(ctx, tx, k.Gemeente, k.Nummer); err != nil || k.Vernietigd {
			return false, err
		}
	}
}
