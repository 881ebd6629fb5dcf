package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
)

// Werklijst gives tasks by last day. One query per page, the rights within it and
// nothing counted: a page costs the same at a hundred dossiers and at a million.
func (s *SQL) Werklijst(ctx context.Context, f WerkFilter) (Werkblad, error) {
	hooguit := Aantal(f.Hooguit, 50)
	var na []string
	var volg int64
	if f.Na != "" {
		var err error
		if na, volg, err = LeesCursor(f.Na, 2); err != nil {
			return Werkblad{}, err
		}
	}
	w := wandeling{Zicht: f.Zicht, tabel: "taak", orde: "uiterlijk, nummer, volg", vak: "soort, doelgroep, leerroute", hooguit: hooguit + 1}
	w.kies("soort", f.Soort)
	w.kies("doelgroep", string(f.Doelgroep))
	w.kies("leerroute", string(f.Leerroute))
	for _, m := range [][2]string{{"b.rol = ?", string(f.Rol)}, {"b.nummer = ?", f.Nummer}, {"b.vanaf <= ?", f.Vandaag.String()}, {"b.uiterlijk >= ?", f.Van.String()}, {"b.uiterlijk <= ?", f.Tot.String()}} {
		if m[1] != "" {
			w.moet(m[0], m[1])
		}
	}
	if na != nil {
		w.moet("(b.uiterlijk, b.nummer, b.volg) > (?, ?, ?)", na[0], na[1], volg)
	}
	v := nieuweVraag("SELECT " + taakkolommen + ", t.nummer, t.volg, t.klantmanager, t.team, l.stelsel, t.doelgroep, t.leerroute, l.voornamen, l.voorvoegsel, l.geslachtsnaam FROM (")
	if err := w.loop(v, s.motor.PerVak() && f.Nummer == ""); err != nil {
		return Werkblad{}, err
	}
	v.plus(`) p JOIN taak t ON t.gemeente = ? AND t.nummer = p.nummer AND t.volg = p.volg
		JOIN lijst l ON l.gemeente = ? AND l.nummer = p.nummer ORDER BY p.uiterlijk, p.nummer, p.volg`, string(f.Gemeente), string(f.Gemeente))
	var blad Werkblad
	err := s.motor.Lees(ctx, f.Gemeente, func(tx *sql.Tx) error {
		blad.Regels = nil
		return v.rijen(ctx, tx, func(lees func(...any) error) error {
			var r Werkregel
			var volg int64
			err := scanTaak(&r.Taakregel, lees, &r.Nummer, &volg, &r.Klantmanager, &r.Team, (*string)(&r.Stelsel), (*string)(&r.Doelgroep), (*string)(&r.Leerroute),
				&r.Naam.Voornamen, &r.Naam.Voorvoegsel, &r.Naam.Geslachtsnaam)
			r.Hier = MaakCursor(volg, naarDag(r.Uiterlijk), r.Nummer)
			blad.Regels = append(blad.Regels, r)
			return err
		})
	})
	if err != nil {
		return Werkblad{}, fmt.Errorf("werklijst lezen: %w", err)
	}
	if len(blad.Regels) > hooguit {
		blad.Regels = blad.Regels[:hooguit]
		blad.Volgende = blad.Regels[hooguit-1].Hier
	}
	return blad, nil
}

// Zoek finds on the beginning of each name part. The longest word leads, as it
// leaves the fewest; the others must be there as well.
func (s *SQL) Zoek(ctx context.Context, z Zoekvraag) ([]Lijstregel, error) {
	woorden := Woorden(z.Tekst)
	if len(woorden) == 0 {
		return nil, nil
	}
	slices.SortStableFunc(woorden, func(a, b string) int { return len(b) - len(a) })
	hooguit := Aantal(z.Hooguit, 20)
	v := nieuweVraag("SELECT " + metAlias(lijstkolommen, "l") + " FROM zoeknaam z CROSS JOIN lijst l WHERE l.gemeente = z.gemeente AND l.nummer = z.nummer AND")
	if err := v.zicht(z.Zicht, "z"); err != nil {
		return nil, err
	}
	v.plus(" AND z.deel >= ? AND z.deel < ?", woorden[0], naVoorvoegsel(woorden[0]))
	for _, w := range woorden[1:] {
		v.plus(" AND EXISTS (SELECT 1 FROM zoeknaam y WHERE y.gemeente = z.gemeente AND y.nummer = z.nummer AND y.deel >= ? AND y.deel < ?)", w, naVoorvoegsel(w))
	}
	// A name may have two parts that begin alike, so a dossier can come twice.
	v.plus(" ORDER BY z.deel, z.nummer LIMIT ?", 4*hooguit)
	var uit []Lijstregel
	err := s.motor.Lees(ctx, z.Gemeente, func(tx *sql.Tx) error {
		uit = nil
		gezien := map[string]bool{}
		return v.rijen(ctx, tx, func(lees func(...any) error) error {
			l, err := scanLijst(lees)
			if err == nil && !gezien[l.Nummer] && len(uit) < hooguit {
				gezien[l.Nummer] = true
				uit = append(uit, l)
			}
			return err
		})
	})
	if err != nil {
		return nil, fmt.Errorf("zoeken op naam: %w", err)
	}
	return uit, nil
}

// Tellingen gives figures for steering, grouped.
func (s *SQL) Tellingen(ctx context.Context, f TelFilter) (Tellingen, error) {
	dossiers := nieuweVraag("SELECT l.fase, l.stelsel, l.doelgroep, l.leerroute, l.gesloten, COUNT(*) FROM lijst l WHERE")
	taken := nieuweVraag(`SELECT t.soort, COUNT(*), SUM(CASE WHEN t.uiterlijk < ? THEN 1 ELSE 0 END),
		SUM(CASE WHEN t.uiterlijk >= ? AND t.uiterlijk <= ? THEN 1 ELSE 0 END) FROM taak t WHERE`, f.Vandaag.String(), f.Vandaag.String(), f.Week.String())
	if err := errors.Join(dossiers.zicht(f.Zicht, "l"), taken.zicht(f.Zicht, "t")); err != nil {
		return Tellingen{}, err
	}
	dossiers.plus(" GROUP BY l.fase, l.stelsel, l.doelgroep, l.leerroute, l.gesloten ORDER BY 1, 2, 3, 4, 5")
	taken.als("t.vanaf <= ?", f.Vandaag.String()).plus(" GROUP BY t.soort ORDER BY 1")
	var uit Tellingen
	err := s.motor.Lees(ctx, f.Gemeente, func(tx *sql.Tx) error {
		uit = Tellingen{}
		err := dossiers.rijen(ctx, tx, func(lees func(...any) error) error {
			var d Dossiertelling
			var gesloten int
			err := lees(&d.Fase, (*string)(&d.Stelsel), (*string)(&d.Doelgroep), (*string)(&d.Leerroute), &gesloten, &d.Aantal)
			d.Gesloten = gesloten != 0
			uit.Dossiers = append(uit.Dossiers, d)
			return err
		})
		if err != nil {
			return err
		}
		return taken.rijen(ctx, tx, func(lees func(...any) error) error {
			var t Taaktelling
			err := lees(&t.Soort, &t.Aantal, &t.TeLaat, &t.DezeWeek)
			uit.Taken = append(uit.Taken, t)
			return err
		})
	})
	if err != nil {
		return Tellingen{}, fmt.Errorf("tellen: %w", err)
	}
	return uit, nil
}
