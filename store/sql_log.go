package store

import (
	"context"
	"database/sql"
	"fmt"

	"traject/kern/begrip"
)

const kopkolommen = "nummer, versie, hoofd, sleutel, sleutel_id, vernietigd"

func scanKop(g begrip.Gemeente, lees func(...any) error) (*Kop, error) {
	k := &Kop{Gemeente: g}
	var hoofd []byte
	var vernietigd int
	if err := lees(&k.Nummer, &k.Versie, &hoofd, &k.Sleutel, &k.SleutelID, &vernietigd); err != nil {
		return nil, err
	}
	k.Vernietigd = vernietigd != 0
	copy(k.Hoofd[:], hoofd)
	return k, nil
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

func leesRijen(ctx context.Context, tx *sql.Tx, g begrip.Gemeente, nummer string) ([]Schakelrij, error) {
	var uit []Schakelrij
	v := nieuweVraag("SELECT "+rijkolommen+" FROM feit WHERE gemeente = ? AND dossier = ? ORDER BY nummer", string(g), nummer)
	err := v.rijen(ctx, tx, func(lees func(...any) error) error {
		r, err := scanRij(lees)
		uit = append(uit, r)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("feiten van dossier %s lezen: %w", nummer, err)
	}
	return uit, nil
}

// leesKeten reads head and facts of one moment.
func (s *SQL) leesKeten(ctx context.Context, g begrip.Gemeente, nummer string) (k *Kop, rijen []Schakelrij, err error) {
	err = s.motor.Lees(ctx, g, func(tx *sql.Tx) (err error) {
		if k, err = leesKop(ctx, tx, g, nummer); err != nil {
			return err
		}
		rijen, err = leesRijen(ctx, tx, g, nummer)
		return err
	})
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
	return s.ToevoegenVeel(ctx, []Toevoeging{t})
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
		case t.Verwacht == 0 && len(t.Gebeurtenissen) == 0:
			return fmt.Errorf("dossier %s zonder feit openen: %w", t.Nummer, ErrVerkeerdeVorm)
		}
		gezien[t.Nummer] = true
	}
	return nil
}

// voegToe is the one road by which facts enter, alone or in bulk. What can refuse comes first.
func (s *SQL) voegToe(ctx context.Context, tx *sql.Tx, g begrip.Gemeente, ts []Toevoeging) error {
	koppen := make([]*Kop, len(ts))
	lijsten := make([]lijstwerk, 0, len(ts))
	feiten := s.invoer("feit", "gemeente, dossier, "+rijkolommen, "")
	nieuw := s.invoer("dossier", "gemeente, "+kopkolommen, " ON CONFLICT DO NOTHING")
	for i := range ts {
		t := &ts[i]
		k, err := s.kopVoor(ctx, tx, t)
		if err != nil {
			return err
		}
		koppen[i] = k
		if err := s.schrijfBericht(ctx, tx, k, t.Bericht); err != nil {
			return err
		}
		rijen, err := s.zegel.Schakel(k, t.Gebeurtenissen)
		if err != nil {
			return err
		}
		for _, r := range rijen {
			feiten.rij(string(g), t.Nummer, r.Nummer, r.Vorm, r.Moment, r.Verzegeld, r.Vorige[:])
		}
		if t.Verwacht == 0 {
			nieuw.rij(string(g), k.Nummer, k.Versie, k.Hoofd[:], k.Sleutel, k.SleutelID, 0)
		} else if err := verzet(ctx, tx, k, t.Verwacht); err != nil {
			return err
		}
		if t.Lijst != nil {
			lijsten = append(lijsten, lijstwerk{k, t.Verwacht == 0, t.EnigBSN, t.Lijst, t.Taken})
		}
	}
	aantal, err := nieuw.schrijf(ctx, tx)
	if err != nil {
		return fmt.Errorf("dossier openen: %w", err)
	}
	if int(aantal)*nieuw.breedte != len(nieuw.waarden) {
		return fmt.Errorf("dossier %s openen: %w", ts[0].Nummer, ErrBestaatAl)
	}
	if _, err := feiten.schrijf(ctx, tx); err != nil {
		return fmt.Errorf("feiten vastleggen: %w", err)
	}
	if err := s.schrijfLijsten(ctx, tx, g, lijsten); err != nil {
		return err
	}
	return s.schrijfRest(ctx, tx, g, koppen, ts)
}

// kopVoor reads the head of the dossier, or makes one for a dossier that opens.
func (s *SQL) kopVoor(ctx context.Context, tx *sql.Tx, t *Toevoeging) (*Kop, error) {
	if t.Verwacht == 0 {
		return s.zegel.NieuweKop(t.Gemeente, t.Nummer)
	}
	k, err := leesKop(ctx, tx, t.Gemeente, t.Nummer)
	if err != nil {
		return nil, err
	}
	return k, k.Verwacht(t.Verwacht)
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

// verzet moves the head on, only from the version that was expected. It also locks
// the dossier until the end of the transaction.
func verzet(ctx context.Context, tx *sql.Tx, k *Kop, verwacht int) error {
	n, err := nieuweVraag(`UPDATE dossier SET versie = ?, hoofd = ?, sleutel = ?, sleutel_id = ?, vernietigd = ?
		WHERE gemeente = ? AND nummer = ? AND versie = ? AND vernietigd = 0`,
		k.Versie, k.Hoofd[:], k.Sleutel, k.SleutelID, naarGetal(k.Vernietigd), string(k.Gemeente), k.Nummer, verwacht).doe(ctx, tx)
	if err != nil {
		return fmt.Errorf("versie van dossier %s verzetten: %w", k.Nummer, err)
	}
	if n == 1 {
		return nil
	}
	nu, err := leesKop(ctx, tx, k.Gemeente, k.Nummer)
	if err != nil {
		return err
	}
	if nu.Vernietigd {
		return fmt.Errorf("dossier %s wijzigen: %w", k.Nummer, ErrVernietigd)
	}
	return &Conflict{k.Nummer, verwacht, nu.Versie}
}

// schrijfRest writes what goes along with the facts: outgoing work, joined messages, drafts that are done.
func (s *SQL) schrijfRest(ctx context.Context, tx *sql.Tx, g begrip.Gemeente, koppen []*Kop, ts []Toevoeging) error {
	uit := s.uitgaandInvoer()
	var audit []Auditregel
	for i := range ts {
		t := &ts[i]
		for _, u := range t.Uitgaand {
			u.Nummer = t.Nummer
			if err := s.zetUitgaand(uit, g, koppen[i], u); err != nil {
				return err
			}
		}
		for _, id := range t.Koppel {
			if err := s.koppel(ctx, tx, koppen[i], id); err != nil {
				return err
			}
		}
		if t.WisConcept != nil {
			if err := wisConcept(ctx, tx, g, *t.WisConcept); err != nil {
				return err
			}
		}
		audit = append(audit, t.Audit...)
	}
	if err := s.schrijfAudit(ctx, tx, g, audit); err != nil {
		return err
	}
	if _, err := uit.schrijf(ctx, tx); err != nil {
		return fmt.Errorf("uitgaand werk klaarzetten: %w", err)
	}
	return nil
}

// Vernietig destroys the key of a dossier and everything by which it can be read or found.
func (s *SQL) Vernietig(ctx context.Context, g begrip.Gemeente, nummer string, v Vernietiging) error {
	return s.motor.Schrijf(ctx, g, func(tx *sql.Tx) error {
		k, err := leesKop(ctx, tx, g, nummer)
		if err != nil {
			return err
		}
		if err := k.Verwacht(v.Verwacht); err != nil {
			return err
		}
		r, err := k.SluitAf(v)
		if err != nil {
			return err
		}
		if err := verzet(ctx, tx, k, v.Verwacht); err != nil {
			return err
		}
		slot := s.invoer("feit", "gemeente, dossier, "+rijkolommen, "")
		slot.rij(string(g), nummer, r.Nummer, r.Vorm, r.Moment, r.Verzegeld, r.Vorige[:])
		if _, err := slot.schrijf(ctx, tx); err != nil {
			return fmt.Errorf("dossier %s afsluiten: %w", nummer, err)
		}
		for _, tabel := range []string{"lijst", "taak", "zoeknaam", "bsn", "uitgaand", "concept"} {
			if _, err := nieuweVraag("DELETE FROM "+tabel+" WHERE gemeente = ? AND nummer = ?", string(g), nummer).doe(ctx, tx); err != nil {
				return fmt.Errorf("%s van dossier %s wissen: %w", tabel, nummer, err)
			}
		}
		// The id stays, so that the message is still recognised; what it said goes.
		if _, err := nieuweVraag("UPDATE bericht SET inhoud = NULL, afdruk = '' WHERE gemeente = ? AND nummer = ?", string(g), nummer).doe(ctx, tx); err != nil {
			return fmt.Errorf("berichten van dossier %s wissen: %w", nummer, err)
		}
		// So do the documents that a register keeps about this dossier.
		if _, err := nieuweVraag("DELETE FROM register WHERE gemeente = ? AND soort LIKE ? AND (sleutel = ? OR sleutel LIKE ?)",
			string(g), DossierSoort+"%", nummer, nummer+"/%").doe(ctx, tx); err != nil {
			return fmt.Errorf("stukken van dossier %s wissen: %w", nummer, err)
		}
		if err := s.schrijfLang(ctx, tx, g, v.Lang); err != nil {
			return err
		}
		if v.Audit != nil {
			return s.schrijfAudit(ctx, tx, g, []Auditregel{*v.Audit})
		}
		return nil
	})
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
	oud := k.SleutelID
	gewijzigd, err := s.zegel.Herpak(k)
	if err != nil || !gewijzigd {
		return false, err
	}
	n, err := nieuweVraag("UPDATE dossier SET sleutel = ?, sleutel_id = ? WHERE gemeente = ? AND nummer = ? AND sleutel_id = ? AND vernietigd = 0",
		k.Sleutel, k.SleutelID, string(k.Gemeente), k.Nummer, oud).doe(ctx, tx)
	return n == 1, err
}
