package demo

import (
	"math/rand/v2"
	"strconv"
	"sync"

	"traject/kern/begrip"
	"traject/kern/dossier"
)

// De gemeente van de demo. De code is met opzet van geen bestaande gemeente.
const (
	Gemeente     = begrip.Gemeente("9999")
	GemeenteNaam = "Voorbeeldstad"
	Beleid       = "de-fryske-marren"
)

// Medewerker is iemand van de gemeente met wie men in de demo kan inloggen.
type Medewerker struct {
	Als             string // waarde van het veld als bij het inloggen; leeg kan niet inloggen
	Gebruiker, Naam string
	Rol             begrip.Rol
	Telefoon, Email string
}

// Medewerkers zijn de vaste mensen van de gemeente. De eerste klantmanager heeft de
// eerste dossiers.
var Medewerkers = []Medewerker{
	{"klantmanager", "a.jansen", "Anke Jansen", begrip.Klantmanager, "088 000 00 01", "a.jansen@voorbeeldstad.example"},
	{"", "b.dewit", "Bram de Wit", begrip.Klantmanager, "088 000 00 02", "b.dewit@voorbeeldstad.example"},
	{"", "f.elamrani", "Fatima el Amrani", begrip.Klantmanager, "088 000 00 03", "f.elamrani@voorbeeldstad.example"},
	{"", "s.postma", "Sjoerd Postma", begrip.Klantmanager, "088 000 00 04", "s.postma@voorbeeldstad.example"},
	{"jurist", "m.visser", "Marieke Visser", begrip.Jurist, "088 000 00 05", "m.visser@voorbeeldstad.example"},
	{"beleid", "j.bakker", "Joost Bakker", begrip.Beleid, "088 000 00 06", "j.bakker@voorbeeldstad.example"},
	{"toezichthouder", "p.kok", "Petra Kok", begrip.Toezichthouder, "088 000 00 08", "p.kok@voorbeeldstad.example"},
	{"beheer", "l.degroot", "Linda de Groot", begrip.Applicatiebeheer, "088 000 00 07", "l.degroot@voorbeeldstad.example"},
	{"teamleider", "r.mulder", "Ruud Mulder", begrip.Teamleider, "088 000 00 09", "r.mulder@voorbeeldstad.example"},
}

// dossiersPerManager is hoeveel dossiers een klantmanager in de demo ongeveer heeft.
const dossiersPerManager = 75

// Klantmanagers geeft de gebruikersnamen van wie in een demo van deze omvang dossiers
// hebben: de vier vaste mensen, en bij veel dossiers nog meer namen.
func Klantmanagers(omvang int) []string {
	var uit []string
	for _, m := range Medewerkers {
		if m.Rol == begrip.Klantmanager {
			uit = append(uit, m.Gebruiker)
		}
	}
	for n := len(uit) + 1; len(uit)*dossiersPerManager < omvang; n++ {
		uit = append(uit, "klantmanager."+strconv.Itoa(n))
	}
	return uit
}

// herkomst is een streek met namen zoals men die daar hoort en de taal van een tolk.
type herkomst struct {
	land, tolk          string
	vrouwen, mannen     []string
	achternamen         []string
	asiel               bool // mensen uit deze streek komen in de demo als asielstatushouder
	onderwijs           string
	zonderLatijnsSchrft bool
}

var herkomsten = []herkomst{
	{"Syrië", "Arabisch", []string{"Rima", "Hala", "Nour", "Samar", "Lina", "Yara"}, []string{"Omar", "Khaled", "Bassel", "Ziad", "Tarek", "Majd"}, []string{"Haddad", "Khoury", "Darwish", "Sabbagh", "Qassem", "Nasser", "Halabi"}, true, "12 jaar school en twee jaar studie", true},
	{"Eritrea", "Tigrinya", []string{"Selam", "Luwam", "Feven", "Helen", "Rahel", "Semhar"}, []string{"Yonas", "Filmon", "Biniam", "Robel", "Aman", "Dawit"}, []string{"Haile", "Tesfay", "Ghebre", "Kidane", "Mehari", "Woldu", "Berhe"}, true, "9 jaar school", true},
	{"Afghanistan", "Dari", []string{"Zahra", "Parwin", "Mina", "Shabnam", "Laila", "Nasrin"}, []string{"Farid", "Jawad", "Hamid", "Nawid", "Reza", "Idris"}, []string{"Rahimi", "Noori", "Karimi", "Sultani", "Azizi", "Haidari", "Popal"}, true, "6 jaar school", true},
	{"Somalië", "Somalisch", []string{"Hodan", "Ifrah", "Sahra", "Ayaan", "Fartun", "Idil"}, []string{"Abdi", "Warsame", "Liban", "Mahad", "Guled", "Bashir"}, []string{"Nuur", "Farah", "Jama", "Aden", "Shire", "Elmi", "Samatar"}, true, "geen school", false},
	{"Jemen", "Arabisch", []string{"Arwa", "Bushra", "Ghada", "Amal", "Hind", "Wafa"}, []string{"Anwar", "Faisal", "Salem", "Walid", "Nabil", "Hisham"}, []string{"Saleh", "Mansour", "Qaid", "Sharaf", "Naji", "Muthana", "Hadi"}, true, "12 jaar school", true},
	{"Turkije", "Turks", []string{"Elif", "Zeynep", "Derya", "Sevgi", "Nazan", "Gülay"}, []string{"Emre", "Kerem", "Murat", "Ozan", "Serkan", "Tolga"}, []string{"Yıldız", "Aydın", "Şahin", "Korkmaz", "Polat", "Erdem", "Toprak"}, true, "universiteit", false},
	{"Iran", "Farsi", []string{"Shirin", "Mahsa", "Nazanin", "Golnar", "Roya", "Setareh"}, []string{"Arash", "Kaveh", "Siavash", "Babak", "Dariush", "Omid"}, []string{"Moradi", "Jafari", "Rostami", "Hosseini", "Ebadi", "Tehrani", "Sadeghi"}, true, "universiteit", true},
	{"Ethiopië", "Amhaars", []string{"Hiwot", "Meseret", "Tigist", "Bethlehem", "Aster", "Genet"}, []string{"Abebe", "Tadesse", "Girma", "Bekele", "Mulugeta", "Yared"}, []string{"Alemu", "Desta", "Kebede", "Worku", "Assefa", "Lemma", "Negash"}, true, "8 jaar school", true},
	{"Marokko", "Arabisch", []string{"Salma", "Houda", "Imane", "Kenza", "Nadia", "Loubna"}, []string{"Youssef", "Rachid", "Mehdi", "Soufiane", "Hamza", "Karim"}, []string{"Benali", "Amrani", "Tazi", "Berrada", "Chafik", "Idrissi", "Naciri"}, false, "12 jaar school", true},
	{"Oekraïne", "Oekraïens", []string{"Olena", "Iryna", "Oksana", "Natalia", "Svitlana", "Daryna"}, []string{"Andriy", "Taras", "Bohdan", "Mykola", "Roman", "Petro"}, []string{"Kovalenko", "Bondar", "Melnyk", "Tkachenko", "Savchuk", "Lysenko", "Hrytsenko"}, false, "universiteit", false},
	{"Thailand", "Thai", []string{"Malee", "Siriporn", "Kanya", "Nok", "Ploy", "Achara"}, []string{"Somchai", "Anan", "Niran", "Prasert", "Chai", "Wichai"}, []string{"Srisai", "Boonmee", "Chaiyo", "Saetang", "Wongsa", "Phrom", "Thong"}, false, "9 jaar school", true},
	{"Brazilië", "Portugees", []string{"Camila", "Juliana", "Beatriz", "Larissa", "Renata", "Paula"}, []string{"Thiago", "Rafael", "Bruno", "Marcelo", "Diego", "Lucas"}, []string{"Souza", "Ribeiro", "Moreira", "Barbosa", "Teixeira", "Cardoso", "Nogueira"}, false, "universiteit", false},
	{"Ghana", "Engels", []string{"Akosua", "Abena", "Efua", "Adwoa", "Esi", "Yaa"}, []string{"Kwame", "Kofi", "Yaw", "Kojo", "Ebo", "Kwesi"}, []string{"Mensah", "Owusu", "Boateng", "Asante", "Ofori", "Agyeman", "Addo"}, false, "12 jaar school", false},
	{"India", "Hindi", []string{"Priya", "Anjali", "Kavita", "Sunita", "Meera", "Divya"}, []string{"Rahul", "Vikram", "Sanjay", "Arjun", "Nikhil", "Anil"}, []string{"Sharma", "Verma", "Nair", "Reddy", "Joshi", "Kapoor", "Menon"}, false, "universiteit", false},
	{"Colombia", "Spaans", []string{"Valentina", "Marisol", "Paola", "Catalina", "Luz", "Andrea"}, []string{"Mateo", "Julián", "Andrés", "Camilo", "Esteban", "Felipe"}, []string{"Rojas", "Castaño", "Vargas", "Pardo", "Quintero", "Salazar", "Mejía"}, false, "12 jaar school", false},
}

var straten = []string{"Lindelaan", "Molenweg", "Havenstraat", "Kerkplein", "Esdoornstraat", "Zuiderdijk", "Schoolstraat", "Wilgenhof", "Marktveld", "Lange Singel"}

// naamtal is het aantal namen dat één streek kan geven: elke voornaam met elke achternaam.
const naamtal = 12 * 7

// naamStap loopt met sprongen langs alle namen. Het is een priemgetal dat geen van de
// aantallen deelt, zodat een naam pas terugkomt als alle namen zijn geweest.
const naamStap = 101

// verzinMens geeft iemand die niet bestaat. Nummer is de plaats in de reeks, vanaf 0.
func verzinMens(rng *rand.Rand, nummer int, zaad uint64, asiel bool, vandaag begrip.Datum) (dossier.Persoonsgegevens, herkomst) {
	var streken []herkomst
	for _, h := range herkomsten {
		if h.asiel == asiel {
			streken = append(streken, h)
		}
	}
	alle := len(streken) * naamtal
	keus := (nummer*naamStap + int(zaad%uint64(alle))) % alle
	h, keus := streken[keus/naamtal], keus%naamtal
	voornaam, isVrouw := keus/len(h.achternamen), true
	voornamen := h.vrouwen
	if voornaam >= len(voornamen) {
		voornaam, voornamen, isVrouw = voornaam-len(voornamen), h.mannen, false
	}
	p := dossier.Persoonsgegevens{
		Voornamen: voornamen[voornaam], Aanhef: "meneer", Geslachtsnaam: h.achternamen[keus%len(h.achternamen)],
		Geboortedatum: vandaag.PlusJaren(-19 - rng.IntN(38)).Plus(-rng.IntN(364)),
		Doelgroep:     begrip.GezinEnOverig,
		Adres:         kies(rng, straten) + " " + strconv.Itoa(1+rng.IntN(180)),
		Postcode:      strconv.Itoa(1230+rng.IntN(9)) + " " + string(rune('A'+rng.IntN(26))) + string(rune('A'+rng.IntN(26))),
		Plaats:        GemeenteNaam,
	}
	if isVrouw {
		p.Aanhef = "mevrouw"
	}
	if asiel {
		p.Doelgroep = begrip.Asielstatushouder
	}
	if rng.IntN(10) < 7 {
		p.Tolk = h.tolk
	}
	if bsn, ok := nummerBSN(nummer); ok {
		p.BSN = bsn
	}
	p.VNummer = strconv.Itoa(9_900_000_000 + nummer)
	return p, h
}

func kies[T any](rng *rand.Rand, lijst []T) T { return lijst[rng.IntN(len(lijst))] }

// De reeks die voor proeven is gereserveerd.
const eersteBSN, laatsteBSN = 999900000, 999999999

// proefBSN geeft alle nummers uit die reeks die de elfproef doorstaan, ruim negenduizend.
// Zij worden pas gezocht als er een demo komt.
var proefBSN = sync.OnceValue(func() []string {
	var uit []string
	for n := eersteBSN; n <= laatsteBSN; n++ {
		if b, err := begrip.LeesBSN(strconv.Itoa(n)); err == nil {
			uit = append(uit, b.Cijfers())
		}
	}
	return uit
})

// nummerBSN geeft het zoveelste nummer van de reeks. Wie na het laatste komt heeft in de
// demo geen BSN en alleen een V-nummer: twee mensen met hetzelfde nummer zou erger zijn.
func nummerBSN(plaats int) (string, bool) {
	alle := proefBSN()
	if plaats < 0 || plaats >= len(alle) {
		return "", false
	}
	return alle[plaats], true
}
